"""Laws of names: the nearest of the known ones, the mark of some data, and a revision as it stands in a commit."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from smartplan.plan.fingerprint import fingerprint
from smartplan.plan.names import nearest
from smartplan.workspace import git
from smartplan.workspace.files import read
from smartplan.workspace.folder import Folder, resolve
from smartplan.yamltext.source import SourceText

NAMES = st.text("abcdeGOV-01 é", max_size=9)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8"), max_size=4),
)
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3), max_leaves=6)  # fmt: skip


def alike(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths, in percent, by the book."""
    row = [0] * (len(other) + 1)
    for a in one:
        last = row
        row = [0]
        for j, b in enumerate(other, 1):
            row.append(last[j - 1] + 1 if a == b else max(last[j], row[-1]))
    return 200 * row[-1] / (len(one) + len(other)) if one or other else 100.0


@given(NAMES, st.lists(NAMES, max_size=6))
@example("abcdefg", ["abcdexy", "x"])
@example("abcdefg", ["abcdxyz", "x"])
def test_the_nearest_is_a_known_one_and_none_is_nearer(value: str, known: list[str]) -> None:
    found = nearest(value, known)
    scores = {name: alike(value.lower(), name.lower()) for name in known}
    best = max(scores.values(), default=0.0)
    if found is None:
        assert best < 70
    else:
        assert found in known
        assert scores[found] == pytest.approx(best)
        assert best >= 70
    if value in known:
        assert found is not None
        assert found.lower() == value.lower()


def turned(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: turned(data[key]) for key in reversed(data)}
    return [turned(item) for item in data] if isinstance(data, list) else data


@given(st.lists(DATA, max_size=3), st.lists(DATA, max_size=3))
def test_a_mark_is_that_of_the_data_and_of_no_other(one: list[Any], other: list[Any]) -> None:
    assert fingerprint(*one) == fingerprint(*turned(one))
    assert len(fingerprint(*one)) == 16
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (fingerprint(*one) == fingerprint(*other)) == same


STEMS = ["2019", "2023", "2023@draf", "rencana induk", "a.b", "é"]


class Past:
    """A commit in which the same files lie."""

    def __init__(self, place: Path, name: str) -> None:
        self.place, self.name = place, name

    def files(self, place: Path) -> dict[str, Path]:
        return {stem: place / f"{stem}.yaml" for stem in STEMS}

    def holds(self, path: Path) -> bool:
        return True

    def before_rename(self, path: Path) -> None:
        return None

    def read(self, path: Path, name: str) -> SourceText:
        return read(path, name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(STEMS), st.text("ab01~^@{}/:.-é", min_size=1, max_size=8), st.sampled_from(["name", "path"]))
def test_a_name_and_a_commit_are_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stem: str, name: str, form: str
) -> None:
    monkeypatch.setattr(git, "commit", Past)
    plans = tmp_path / "plans"
    plans.mkdir(exist_ok=True)
    for one in STEMS:
        (plans / f"{one}.yaml").write_text("format: 1\n")
    shown = stem if form == "name" else str(plans / f"{stem}.yaml")
    # Without a commit it is the file as it lies on disk; so is a name with a sign in it that a file has.
    for argument in {shown, "2023@draf"}:
        found, path = resolve(argument, str(plans))
        assert (found.where, path) == (
            "",
            plans / f"{argument.removeprefix(str(plans)).removesuffix('.yaml').strip('/')}.yaml",
        )
    if "@" in stem and form == "name":
        return
    found, path = resolve(f"{shown}@{name}", str(plans))
    assert isinstance(found, Folder)
    assert isinstance(found.store, Past)
    assert (found.store.name, path) == (name, plans / f"{stem}.yaml")
