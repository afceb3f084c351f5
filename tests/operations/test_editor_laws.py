"""What an editor is told is what `validate` finds, whatever is typed, and however the texts came to be so."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartplan.errors import SmartplanError
from smartplan.operations.editor.desk import Desk
from smartplan.operations.validate import batches, check, collect
from smartplan.validation.check import Selection
from tests.helpers.base import FILES, write

TODAY = date(2026, 11, 24)
NAMES = ["2023.yaml", "2019.yaml", "reviews/2022-12-28.yaml", "evaluations/2023.yaml"]
TYPED = st.sampled_from(
    ["", "x", " ", "\n", ":", ": ", "- ", "[", "{", "}", "'", '"', "#", "\t", "&a ", "*a", "😀", "\r\n", "\ufeff", "\u2028",
     "# smartplan: ignore unknown-agency so\n", "agency: z\n", "M2", "2024", "GOV-01", "formerly: [GOV-02]\n", "\x00"]
)  # fmt: skip
# A file, where in it something is typed, how much of it is taken away, and what.
KEYS = st.tuples(st.sampled_from(NAMES), st.floats(0, 1, exclude_max=True), st.integers(0, 12), TYPED)


def found(path: Path) -> tuple[list[tuple[str, str, object, str]], list[str]]:
    """What `validate` finds in a file on disk."""
    report = collect(check(batches([str(path)], None), TODAY, Selection(), 1), Selection())
    return [told(one) for one in report.findings], [str(one) for one in report.failures]


def told(one: object) -> tuple[str, str, object, str]:
    return one.finding.rule, one.severity, one.place, one.fingerprint  # type: ignore[attr-defined]


@settings(max_examples=30)
@given(st.lists(KEYS, min_size=1, max_size=4))
@example([("2019.yaml", 0.5, 12, ""), ("2019.yaml", 0.5, 0, "agency: z\n")])
@example([("2023.yaml", 0.0, 0, "\ufeff"), ("2023.yaml", 0.0, 0, "\ufeff")])
def test_it_is_what_validate_finds(keys: list[tuple[str, float, int, str]]) -> None:
    """In every open file after every key, with what was read before kept."""
    with TemporaryDirectory() as folder:
        disk = write(Path(folder) / "disk" / "plans")
        open_ = write(Path(folder) / "open" / "plans")
        desk, texts = Desk(Selection()), {open_ / "2023.yaml": FILES["2023.yaml"]}
        for name, where, length, typed in keys:
            text = texts.get(open_ / name, FILES[name])
            at = int(where * len(text))
            texts[open_ / name] = text[:at] + typed + text[at + length :]
            (disk / name).write_bytes(texts[open_ / name].encode())
            for path in texts:
                mine = desk.findings(path, texts, TODAY)
                theirs = found(disk / path.relative_to(open_))
                assert [told(one) for one in mine.findings] == theirs[0]
                assert [type(one) for one in mine.failures] == [SmartplanError] * len(theirs[1])
                for offset in {0, at, len(texts[path])}:
                    desk.offers(path, texts, offset)
                    desk.told(path, texts, offset)
                    desk.place(path, texts, offset)


def test_what_was_read_is_kept_until_the_folder_is_left(tmp_path: Path) -> None:
    """The superseded plan is parsed once, however many keys follow; and anew when it is another."""
    plans = write(tmp_path / "plans")
    desk, path = Desk(Selection()), plans / "2023.yaml"

    def superseded(text: str) -> object:
        texts = {path: text}
        place = desk.place(path, texts, text.index('"2019"') + 2)
        assert place is not None
        return place.file

    first = superseded(FILES["2023.yaml"])
    assert superseded(FILES["2023.yaml"] + "# a key\n") is first
    (plans / "2019.yaml").write_text(FILES["2019.yaml"] + "# another\n", encoding="utf-8")
    second = superseded(FILES["2023.yaml"])
    assert second is not first
    # Nothing is kept of a folder of which no file is open.
    desk.close(path, {path: ""})
    assert superseded(FILES["2023.yaml"]) is second
    desk.close(path, {})
    assert superseded(FILES["2023.yaml"]) is not second


def test_a_profile_that_changes_is_read_anew(tmp_path: Path) -> None:
    """Though the text of the plan stays."""
    plans = write(tmp_path / "plans")
    profile = (Path(__file__).parents[2] / "src/smartplan/plan/profiles/kominfo.toml").read_text("utf-8")
    own = plans / "profiles" / "kota.toml"
    own.parent.mkdir()
    own.write_text(profile, encoding="utf-8")
    path = plans / "2023.yaml"
    desk, texts = Desk(Selection()), {path: FILES["2023.yaml"].replace("profile: kominfo", "profile: kota")}

    def rules() -> set[str]:
        return {one.finding.rule for one in desk.findings(path, texts, TODAY).findings}

    before = rules()
    assert "unknown-subdimension" not in before
    own.write_text(profile.replace("public_service", "layanan"), encoding="utf-8")
    assert rules() - before == {"unknown-subdimension", "subdimension-without-programme"}
    own.write_text(profile, encoding="utf-8")
    assert rules() == before
