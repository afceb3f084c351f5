"""What `import smartplan` gives: docs/library.md is true of it in both languages, and nothing else is public."""

import doctest
import inspect
import pickle
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

import smartplan
from smartplan import library
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner

PAGES = [ROOT / "docs" / "library.md", ROOT / "docs" / "library.id.md"]
FUNCTIONS = [name for name in smartplan.__all__ if inspect.isfunction(getattr(smartplan, name))]
RESULTS = [
    name for name in smartplan.__all__ if name not in FUNCTIONS and issubclass(getattr(smartplan, name), msgspec.Struct)
]


TODAY = date(2026, 11, 24)


@pytest.fixture
def balikpapan(run: Runner) -> Runner:
    """The commands in a folder with the plans of the repository."""
    shutil.rmtree("plans")
    shutil.copytree(ROOT / "plans", "plans")
    return run


def attributes(result: type[msgspec.Struct]) -> set[str]:
    """What a result has that is for others."""
    properties = {name for name, value in vars(result).items() if isinstance(value, property)}
    return {name for name in (*result.__struct_fields__, *properties) if not name.startswith("_")}


def tables(text: str) -> list[list[str]]:
    """The first cells of each table, without its head."""
    found = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [[line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:]] for table in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_code_of_the_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SMARTPLAN_PLANS", raising=False)
    text = page.read_text("utf-8")
    blocks = re.findall(r"```(\w*)\n(.*?)```", text, re.S)
    assert [language for language, _ in blocks] == ["pycon"] * 3
    told: list[str] = []
    # One session, as a reader has it.
    test = doctest.DocTestParser().get_doctest("".join(code for _, code in blocks), {}, page.name, str(page), 0)
    assert len(test.examples) > 9
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert result.failed == 0, "".join(told)


def test_both_languages_show_the_same_code() -> None:
    english, indonesian = (re.findall(r"```.*?```", page.read_text("utf-8"), re.S) for page in PAGES)
    assert english == indonesian


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_public_is_documented_and_the_other_way_round(page: Path) -> None:
    text = page.read_text("utf-8")
    functions, *results = tables(text)
    told = dict(re.findall(r"^`(\w+)(\(.+\))`$", "\n".join(functions), re.MULTILINE))
    assert list(told) == ["open_plan", "validate", "compare", "cover", "rows"]
    assert sorted(told) == sorted(FUNCTIONS)
    for name, signature in told.items():
        own = inspect.signature(getattr(smartplan, name))
        plain = [one.replace(annotation=inspect.Parameter.empty) for one in own.parameters.values()]
        bare = own.replace(parameters=plain, return_annotation=inspect.Signature.empty)
        assert str(bare).replace("'", '"') == signature, name
    heads = re.findall(r"^(?:What an? |Isi )`(\w+)`", text, re.MULTILINE)
    assert sorted(heads) == sorted(RESULTS)
    for name, cells in zip(heads, results, strict=True):
        names = [one for cell in cells for one in re.findall(r"`(\w+)`", cell)]
        assert len(names) == len(set(names))
        assert set(names) == attributes(getattr(smartplan, name)), name
    assert {*FUNCTIONS, *RESULTS, "SmartplanError"} == set(smartplan.__all__)
    assert "`SmartplanError`" in text


def test_what_is_public_has_its_docstring_and_its_types() -> None:
    for name in smartplan.__all__:
        assert inspect.getdoc(getattr(smartplan, name)), name
    for name in FUNCTIONS:
        signature = inspect.signature(getattr(smartplan, name))
        told = [*(one.annotation for one in signature.parameters.values()), signature.return_annotation]
        assert inspect.Parameter.empty not in told, name


def test_what_is_not_exported_is_private() -> None:
    assert dir(smartplan) == sorted([*smartplan.__all__, "__version__"])
    assert smartplan.__all__ == library.__all__
    with pytest.raises(AttributeError, match="module 'smartplan' has no attribute 'open_revision'"):
        smartplan.open_revision  # noqa: B018


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, smartplan; dir(smartplan); before = set(sys.modules)\n"
        "print(*(name for name in before if name.startswith('smartplan')), 'msgspec' in before)\n"
        "from smartplan import rows; print('smartplan.library' in sys.modules, 'typer' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "smartplan False\nTrue False\n"


@pytest.mark.parametrize(
    "code",
    [
        "import smartplan.compare.changes, smartplan; print(smartplan.compare.__module__)",
        "from smartplan import compare; import smartplan.compare.gravity; print(compare.__module__)",
        "import smartplan; smartplan.rows; from smartplan.compare import ComparedPlan; print(smartplan.compare.__module__)",
    ],
)
def test_the_package_does_not_take_the_place_of_the_function(code: str) -> None:
    """Python puts a package that is loaded into the one around it, under a name that is that of a function here."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "smartplan.library\n"


def test_it_gives_what_the_commands_print(balikpapan: Runner) -> None:
    def decoded(*words: str) -> object:
        return msgspec.json.decode(balikpapan(*words, "--format", "json").out)

    def encoded(value: object) -> object:
        return msgspec.json.decode(msgspec.json.encode(value))

    old, new = smartplan.open_plan("2019", today=TODAY), smartplan.open_plan("plans/2023.yaml", today=TODAY)
    for before, after in (("2019", "2023"), (old, new), (Path("plans/2019.yaml"), new)):
        assert encoded(smartplan.compare(before, after)) == decoded("diff", "2019", "2023")
        found = smartplan.validate(after, today=TODAY)
        assert encoded(found) == decoded("validate", "2023")["findings"]  # type: ignore[index]
        held = smartplan.cover(new, "agency", against=before)
        assert encoded(held) == decoded("coverage", "2023", "--by", "agency", "--against", "2019")
    assert encoded(smartplan.cover(new)) == decoded("coverage", "2023")
    for kind in ("programmes", "budget", "targets", "actuals", "actions"):
        listed = decoded("list", "2023", "--rows", kind)["rows"]  # type: ignore[index]
        assert encoded(smartplan.rows(new, kind)) == listed  # type: ignore[arg-type]
    assert encoded(smartplan.validate(today=TODAY)) == decoded("validate")["findings"]  # type: ignore[index]
    assert (
        encoded(smartplan.validate("plans", language="id", today=TODAY))
        == (
            decoded("validate", "--lang", "id")["findings"]  # type: ignore[index]
        )
    )


def test_an_opened_plan_has_what_lies_beside_it(balikpapan: Runner) -> None:
    plan = smartplan.open_plan("2023", today=date(2024, 1, 1))
    assert (plan.name, plan.path, plan.faults) == ("2023", "plans/2023.yaml", 0)
    assert plan.superseded is not None
    assert (plan.superseded.name, plan.superseded.superseded) == ("2019", None)
    assert [review.date for review in plan.reviews] == ["2022", "2022-12-28", "2023"]
    assert [one.year for one in plan.evaluations] == [2021, 2022, 2023, 2023, 2024]
    assert smartplan.cover(plan).as_of == 2024


def test_a_plan_as_it_stood_in_a_commit(balikpapan: Runner, git: None) -> None:  # noqa: F811
    sha = Repository(Path.cwd()).commit()
    file = Path("plans/2023.yaml")
    file.write_text(file.read_text("utf-8").replace("name: Kota Balikpapan", "name: Kota Lain", 1), encoding="utf-8")
    before, now = smartplan.open_plan("2023", at="HEAD"), smartplan.open_plan("2023")
    assert before.path == f"plans/2023.yaml@{sha[:7]}"
    assert (before.plan.city.name, now.plan.city.name) == ("Kota Balikpapan", "Kota Lain")
    assert smartplan.open_plan(file, at=sha).plan == before.plan
    assert [change.field for change in smartplan.compare(before, now).changes] == ["city.name"]


def test_chosen_rules_are_the_only_ones(balikpapan: Runner) -> None:
    for plan in ("2023", smartplan.open_plan("2023")):
        every = smartplan.validate(plan)
        one = smartplan.validate(plan, rules=["missing-key"])
        assert one == [finding for finding in every if finding.rule == "missing-key"] != []
        assert smartplan.validate(plan, rules="missing-key") == one
        rest = smartplan.validate(plan, ignore=["missing-key"])
        assert smartplan.validate(plan, ignore="missing-key") == rest
        assert rest == [finding for finding in every if finding.rule != "missing-key"]


def test_an_error_says_what_to_do(balikpapan: Runner) -> None:
    Path("broken.yaml").write_text("a: [\n", encoding="utf-8")
    for call, sentence in [
        (lambda: smartplan.open_plan("2022"), "there is no revision `2022` in plans; did you mean `2023`?"),
        (lambda: smartplan.compare("nowhere.yaml", "2023"), "cannot open `nowhere.yaml`"),
        (lambda: smartplan.rows("2023", plans="nowhere"), "`nowhere` is not a folder; give --plans"),
        (lambda: smartplan.validate("2023", rules=["missing-kex"]), "there is no rule `missing-kex`"),
        (lambda: smartplan.validate("nowhere.yaml"), "cannot open `nowhere.yaml`"),
        (lambda: smartplan.open_plan("broken.yaml"), "broken.yaml"),
        # What a checker of types finds, and nothing does in a notebook.
        (lambda: smartplan.validate(language="fr"), "there is no language `fr`; choose one of en, id"),  # type: ignore[arg-type]
        (lambda: smartplan.cover("2023", by="agencies"), "there is no grouping `agencies`; did you mean `agency`?"),  # type: ignore[arg-type]
        (lambda: smartplan.rows("2023", "xyz"), "there is no kind of rows `xyz`; choose one of programmes, budget, "),  # type: ignore[arg-type]
    ]:
        with pytest.raises(smartplan.SmartplanError) as caught:
            call()
        assert sentence in str(caught.value)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    (finding,) = smartplan.validate("broken.yaml")
    assert (finding.path, finding.line, finding.severity) == ("broken.yaml", 1, "error")


def test_one_file_that_cannot_be_opened_is_not_passed_over(balikpapan: Runner) -> None:
    """Half of the findings would look like all of them."""
    Path("plans/2024.yaml").symlink_to("nowhere")
    with pytest.raises(smartplan.SmartplanError, match=r"^cannot open `plans/2024\.yaml`"):
        smartplan.validate()
