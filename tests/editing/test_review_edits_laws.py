"""Laws of the edits of reviews: what is meant is said, every other value and every other line stays."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.editing.review_edits import add_input, decide
from smartplan.operations.fmt import formatted
from smartplan.yamltext.comments import comments
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText
from tests.helpers.odd_writer import TEXTS
from tests.helpers.runner import ROOT

FILES = [*sorted((ROOT / "plans/reviews").glob("*.yaml")), *sorted((ROOT / "plans/evaluations").glob("*.yaml"))]
DISPOSITIONS = ["open", "accepted", "deferred", "rejected"]
slow = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=40)


def read(text: str) -> Document:
    return load(SourceText("x.yaml", text))


def given_in(document: Document) -> dict[str, Any]:
    found = document.value(("inputs",)) or document.value(("recommendations",)) or {}
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@slow
@given(data=st.data())
def test_a_decision_changes_its_input_alone(path: Any, newline: str, data: st.DataObject) -> None:
    text = path.read_text("utf-8").replace("\n", newline)
    document = read(text)
    inputs = given_in(document)
    if not inputs:
        return
    top = "inputs" if document.value(("inputs",)) else "recommendations"
    id_ = data.draw(st.sampled_from([*inputs]))
    disposition = data.draw(st.sampled_from(DISPOSITIONS))
    answer = data.draw(st.none() | TEXTS | st.just("a\nb"))
    after = decide(document, (top, id_), disposition, answer)
    expected = {**inputs[id_], "disposition": disposition, **({"answer": answer} if answer else {})}
    if answer == "":
        expected.pop("answer", None)
    edited = read(after)
    assert edited.tree.faults == []
    assert given_in(edited) == {**inputs, id_: expected}
    assert {**edited.tree.data, top: None} == {**document.tree.data, top: None}
    assert comments(after, edited.tree) == comments(text, document.tree)
    place = document.source.text
    # The lines ahead of the input, and behind it, are those that were there.
    start, end = document.span((top, id_))
    assert after.startswith(place[: place.rfind("\n", 0, start) + 1])
    assert after.endswith(place[end:].partition("\n")[2])
    assert ("\r" in after) is (newline == "\r\n")
    if newline == "\n" and formatted(SourceText("x.yaml", text)).text == text:
        assert formatted(SourceText("x.yaml", after)).text == after
    # What is said already changes nothing.
    assert decide(edited, (top, id_), disposition, answer) == after


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "reviews"], ids=lambda path: path.stem)
@slow
@given(text=TEXTS.filter(str.strip), who=st.none() | st.just("baru"), name=TEXTS.filter(str.strip))
def test_a_new_input_changes_nothing_else(path: Any, text: str, who: str | None, name: str) -> None:
    document = read(path.read_text("utf-8"))
    fields = {**({"from": who} if who else {}), "text": text, "disposition": "open"}
    after = add_input(document, "IN-99", fields, (who, {"name": name}) if who else None)
    edited = read(after)
    assert edited.tree.faults == []
    data = document.tree.data
    people = {**data["participants"], **({who: {"name": name}} if who else {})} if "participants" in data else None
    expected = {**data, "inputs": {**data["inputs"], "IN-99": fields}}
    if people is not None or who:
        expected["participants"] = people if people is not None else {who: {"name": name}}
    assert edited.tree.data == expected
    if formatted(document.source).text == document.source.text:
        assert formatted(edited.source).text == after
    left = iter(after.splitlines())
    assert all(line in left for line in document.source.text.splitlines())
