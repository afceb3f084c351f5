"""The law of `undo`: whatever commands were run, undone one by one they give every state back, byte for byte."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from smartplan.workspace import journal
from tests.helpers.base import write
from tests.helpers.processes import contents
from tests.helpers.runner import Runner

IDS = ["GOV-01", "GOV-02", "GOV-03", "LIV-01", "ECO-01", "GOV-09", "LIV-09"]
ONE = st.sampled_from(IDS)
REVISION = st.sampled_from(["2019", "2023"])
TEXT = st.sampled_from(["Lain", "Satu: dua", "baris\nlain", "'"])
PLACE = st.sampled_from(["governance/bureaucracy", "living/health", "economy/industry"])


def words(*parts: Any) -> st.SearchStrategy[list[str]]:
    return st.tuples(*(part if isinstance(part, st.SearchStrategy) else st.just(part) for part in parts)).map(list)


COMMANDS = st.one_of(
    words("rename", REVISION, ONE, TEXT),
    words("set", REVISION, ONE, "description", TEXT),
    words("set", REVISION, ONE, "status", "running"),
    words("renumber", REVISION, ONE, ONE),
    words("move", REVISION, ONE, PLACE),
    words("merge", REVISION, ONE, ONE, "--into", ONE),
    words("split", REVISION, ONE, "--into", ONE, "--into", ONE),
    words("withdraw", REVISION, ONE, "--reason", TEXT),
    words("restore", REVISION, ONE),
    words("confirm", "2019", "2023", "--yes"),
    words("draft", st.sampled_from(["2027", "2028"]), "--from", REVISION),
    words("init", st.sampled_from(["plans/a", "plans/b/c"]), "--example"),
    words("fmt"),
    words("fmt", REVISION),
)
# By hand: a file that is laid out anew, in one of the ways of the systems.
HANDS = [
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.removesuffix(b"\n"),
    lambda data: data.replace(b": ", b":  ", 5),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(HANDS), max_size=2), st.lists(COMMANDS, min_size=1, max_size=7))
def test_undone_one_by_one_every_state_comes_back(run: Runner, hands: list[Any], commands: list[list[str]]) -> None:
    for entry in journal.entries():
        journal.forget(entry)
    for path in contents(Path("plans")):
        path.unlink()
    write(Path("plans"))
    for hand in hands:
        for path in (Path("plans/2019.yaml"), Path("plans/2023.yaml")):
            path.write_bytes(hand(path.read_bytes()))
    states = [contents(Path("plans"))]
    for command in commands:
        code = run(*command).code
        assert code in (0, 1, 2)
        now = contents(Path("plans"))
        if now != states[-1]:
            event(command[0])
            states.append(now)
    # One entry a command, whatever it wrote, and none for what wrote nothing.
    assert len(list(journal.entries())) == len(states) - 1
    for state in reversed(states[:-1]):
        assert run("undo").code == 0
        assert contents(Path("plans")) == state
    assert run("undo").code == 1
