"""JUnit XML: what fails the command is a failure, what could not be read an error, and nothing is left out."""

import json
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.report.render.junit import JunitCase, JunitSuite, render
from smartplan.yamltext.source import Place
from tests.helpers.repo import deleted_changed_and_broken, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner, change

# A case as told: its name, what became of it, the line and the message.
Told = tuple[str, str, str | None, str | None]


def suites(text: str) -> dict[str, list[Told]]:
    """The cases by file; the counts must be those of the cases."""
    root = xml.fromstring(text)
    assert root.tag == "testsuites"
    found: dict[str, list[Told]] = {}
    for suite in root:
        cases = list(suite)
        assert {case.get("file") for case in cases} == {suite.get("name")} == {case.get("classname") for case in cases}
        assert len({case.get("name") for case in cases}) == len(cases)
        verdicts = [case[0].tag if len(case) and case[0].tag != "system-out" else "passed" for case in cases]
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(name) == str(verdicts.count(tag))
        assert suite.get("tests") == str(len(cases))
        found[str(suite.get("name"))] = [
            (str(case.get("name")), verdict, case.get("line"), case[0].get("message") if len(case) else None)
            for case, verdict in zip(cases, verdicts, strict=True)
        ]
    for name in ("tests", "failures", "errors", "skipped"):
        assert root.get(name) == str(sum(int(str(suite.get(name))) for suite in root))
    return found


@given(st.text(), st.text(), st.text())
def test_whatever_a_plan_says_is_xml_that_says_it(path: str, name: str, text: str) -> None:
    case = JunitCase(name, "failure", "rule", text, Place(3, 5, 3, 9))
    one = xml.fromstring(render([JunitSuite(path, [case, case])]))[0]
    assert one[0].get("line") == "3"
    assert one[0].get("name") != one[1].get("name")
    assert [two[0].get("type") for two in one] == ["rule", "rule"]
    for character in "a<&\"'é🏙":
        if character in text:
            assert character in str(one[0][0].text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x00\x1b[31m", "\\u0000\\u001b[31m"),
        ("\ufffe\uffff", "\\ufffe\\uffff"),
        ("\u202e", "\\u202e"),
        ("\udcff", "\\udcff"),
    ],
)
def test_what_xml_cannot_hold_is_shown_as_its_code(text: str, told: str) -> None:
    one = xml.fromstring(render([JunitSuite("a", [JunitCase(text, "failure", "x", text)])]))[0][0]
    assert (one.get("name"), one[0].get("message"), one[0].text) == (told, told, told)


def test_findings_fail_from_the_threshold_up(run: Runner) -> None:
    change("agency: diskominfo", "agency: diskominf")
    change("missions: [M1]", "missions: []")
    done = run("validate", "--format", "junit")
    found = suites(done.out)
    assert (done.code, done.err) == (1, "")
    assert found["plans/2019.yaml"] == [("checked, nothing found", "passed", None, None)]
    assert found["plans/2023.yaml"] == [
        (
            "dimensions.governance.programmes.GOV-01 Programme without a mission [programme-without-mission]",
            "skipped",
            "17",
            "`GOV-01` serves no mission of the RPJMD; add one to `missions`",
        ),
        (
            "dimensions.governance.programmes.GOV-01.agency Agency not listed [unknown-agency]",
            "failure",
            "20",
            "`diskominf` is not an agency of this plan; did you mean `diskominfo`?",
        ),
    ]
    strict = suites(run("validate", "--format", "junit", "--fail-on", "warning").out)["plans/2023.yaml"]
    assert [verdict for _, verdict, _, _ in strict] == ["failure", "failure"]
    text = xml.fromstring(done.out).findtext(".//failure")
    assert text == "plans/2023.yaml:20:17: `diskominf` is not an agency of this plan; did you mean `diskominfo`?"


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_finding_of_balikpapan_is_a_case(run: Runner, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    told = suites(run("validate", "--format", "junit", "--lang", language).out)
    data = json.loads(run("validate", "--format", "json", "--lang", language).out)
    expected = [(one["path"], str(one["line"])) for one in data["findings"]]
    assert [(path, line) for path, cases in told.items() for _, _, line, _ in cases if line] == expected
    assert len(told) == data["checked"]["files"]


def test_what_could_not_be_read_is_an_error(run: Runner) -> None:
    Path("plans/2019.yaml").write_text("a: [1", encoding="utf-8")
    done = run("validate", "2019", "plans/hilang.yaml", "--format", "junit")
    found = suites(done.out)
    assert done.code == 2
    assert [verdict for _, verdict, _, _ in found["plans/2019.yaml"]] == ["error"]
    assert found["plans/hilang.yaml"] == [
        ("could not be read", "error", None, "cannot open `plans/hilang.yaml`: the file does not exist")
    ]


def test_a_change_fails_where_the_command_does(run: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    cut = text[text.index("      GOV-01:") : text.index("      GOV-02:")]
    text = text.replace(cut, "").replace("name: Program harmony 1", "name: Program harmoni")
    Path("plans/2023.yaml").write_text(text, encoding="utf-8")
    words = ("diff", "2019", "2023", "--kind", "dropped", "--kind", "name-changed", "--format", "junit")

    def verdicts(*options: str) -> tuple[int, list[str]]:
        done = run(*words, *options)
        cases = suites(done.out)["plans/2023.yaml"]
        assert [name for name, _, _, _ in cases] == [
            "! GOV-01 Program public_service 1 [programme-dropped]", "~ LIV-01 Program harmoni name [name-changed]",
        ]  # fmt: skip
        assert [line is None for _, _, line, _ in cases] == [True, False]
        return done.code, [verdict for _, verdict, _, _ in cases]

    assert verdicts() == (0, ["skipped", "passed"])
    assert verdicts("--fail-on", "dropped") == (1, ["failure", "passed"])
    assert verdicts("--fail-on", "info") == (1, ["failure", "failure"])
    assert verdicts("--exit-code") == (1, ["failure", "failure"])
    assert xml.fromstring(run(*words).out).findtext(".//system-out") == "name: Program harmony 1 → Program harmoni"


@pytest.mark.usefixtures("git")
def test_since_a_commit_every_file_is_a_suite(run: Runner, tmp_path: Path) -> None:
    base = deleted_changed_and_broken(tmp_path)
    done = run("diff", "--since", base, "--format", "junit")
    found = suites(done.out)
    assert done.code == 2
    assert {path[6:-5]: [verdict for _, verdict, _, _ in cases] for path, cases in found.items()} == {
        "2017": ["skipped"], "2019": ["passed"], "2023": ["passed"], "rusak": ["error"],
    }  # fmt: skip
    assert found["plans/2019.yaml"] == [("nothing changed", "passed", None, None)]
    assert "`plans/rusak.yaml` cannot be read as a plan" in str(found["plans/rusak.yaml"][0][3])
