"""What the tests of the command line share: a runner in a small, sound city."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# Ahead of the first of them, so that an assertion in a helper tells its values as one in a test does.
pytest.register_assert_rewrite("tests.helpers")

from tests.helpers.base import write  # noqa: E402
from tests.helpers.runner import TODAY, Runner  # noqa: E402

# A campaign that takes minutes: pytest --hypothesis-profile long
settings.register_profile("long", max_examples=2000, deadline=None)
# Thousands of runs that need the same answer every time and no smallest example: tests/campaigns/mutation.py
settings.register_profile(
    "mutation", max_examples=10, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("default", max_examples=30, deadline=None)
settings.load_profile("default")

_STATES = count()


@pytest.fixture(scope="session", autouse=True)
def state_of_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for what `undo` needs to the fixtures that several tests share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTPLAN_STATE", str(tmp_path_factory.getbasetemp() / "state"))
        yield


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what `undo` needs, not there yet: each test has its own, and none that of who runs them."""
    folder = tmp_path_factory.getbasetemp() / f"state-{next(_STATES)}"
    monkeypatch.setenv("SMARTPLAN_STATE", str(folder))
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    for name in ("SMARTPLAN_LANG", "SMARTPLAN_PLANS", "LC_ALL", "LANG", "FORCE_COLOR", "FORCE_HYPERLINK", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    write(tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    return Runner(monkeypatch, capsys)
