"""Plugin of pytest for `mutation.py`: the tests are collected once, and run in a child process for each planted fault.

The names of the faults come from `to_try.txt`; what became of each goes there again, as a line of `tried.txt`.
"""

import functools
import gc
import os
import resource
import shutil
import signal
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import coverage
import pytest
import yaml
from mutmut.state import state

# As tests/conftest.py says, which comes later than this.
pytest.register_assert_rewrite("tests.helpers")

import tests.helpers.base  # noqa: E402
from tests.campaigns import faults  # noqa: E402

PACKAGES = ("smartplan.rules", "smartplan.compare", "smartplan.analysis", "smartplan.plan")
TO_TRY, TRIED = Path("to_try.txt").absolute(), Path("tried.txt").absolute()
# As mutmut has them: every test passed; one failed; there was no result; it took too long. And: it is called at import.
LIVES, KILLED, BROKEN, TIMEOUT, AT_IMPORT = 0, 1, 35, 36, -1
CHILDREN = int(os.environ.get("MUTATION_CHILDREN", "1"))
# How many tests a fault has to stand at most.
PATIENCE = int(os.environ.get("MUTATION_PATIENCE", "1000000"))
# Thousands of small cities are written; what of it is slow is no part of the program.
tests.helpers.base.parsed = functools.cache(tests.helpers.base.parsed)
yaml.safe_dump = functools.partial(yaml.dump, Dumper=yaml.CSafeDumper)


class Trial:
    """A fault that a child tries, on the tests that reach it."""

    def __init__(self, mutant: str, function: str, order: Sequence[int]) -> None:
        self.mutant, self.function, self.order = mutant, function, order


class Planted:
    """Tries every fault of the list."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.items = items
        self.failed = False
        self.reached_by: dict[str, list[int]] = {}
        # Of each file, the tests by line.
        self.lines: dict[str, dict[int, list[str]]] = {}
        self.seconds = [0.0] * len(items)
        # How many faults of a function a test has killed.
        self.kills: Counter[tuple[str, int]] = Counter()
        self.trials: dict[int, Trial] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed

    def passes(self, number: int) -> bool:
        """Run a test, without what a sound function answered in an earlier one."""
        for cache in caches():
            cache.cache_clear()
        item = self.items[number]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return not self.failed

    def look(self) -> None:
        """Run the tests without a fault, to see which functions and lines each reaches."""
        tracer = coverage.Coverage(data_file=None, config_file=False, include=["src/smartplan/*"])
        tracer.start()
        for number, item in enumerate(self.items):
            state()._stats.clear()
            tracer.switch_context(str(number))
            start = time.process_time()
            if not self.passes(number):
                pytest.exit(f"fails without a fault: {item.nodeid}", 1)
            self.seconds[number] = time.process_time() - start
            for function in state()._stats:
                self.reached_by.setdefault(function, []).append(number)
        tracer.stop()
        for path in tracer.get_data().measured_files():
            self.lines[path] = tracer.get_data().contexts_by_lineno(path)

    def order(self, mutant: str) -> list[int]:
        """The tests that reach a fault.

        First those that killed another of the function, then those that see most of the function, then the quick ones.
        """
        function = mutant.rpartition("__mutmut_")[0]
        path, whole, faulty = faults.lines(mutant)
        known = self.lines.get(str(path.absolute()), {})
        seen = Counter(int(context) for line in whole for context in known.get(line, ()) if context)
        there = {int(context) for line in faulty for context in known.get(line, ()) if context}
        reached = self.reached_by.get(function, [])
        return sorted(
            there.intersection(reached) if faulty else reached,
            key=lambda number: (-self.kills[function, number], -seen[number], self.seconds[number]),
        )[:PATIENCE]

    def start(self, mutant: str) -> None:
        function = mutant.rpartition("__mutmut_")[0]
        trial = Trial(mutant, function, self.order(mutant))
        pid = os.fork()
        if pid == 0:
            code = BROKEN
            try:
                code = self.child(trial)
            finally:
                # Whatever happens, it is no second campaign.
                os._exit(code)
        self.trials[pid] = trial

    def child(self, trial: Trial) -> int:
        """Run the tests with the fault, up to the first that fails."""
        limit = int(10 + 5 * sum(self.seconds[number] for number in trial.order))
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        own = folder(os.getpid())
        own.mkdir()
        self.items[0].config._tmp_path_factory._basetemp = own  # type: ignore[attr-defined]
        os.environ["MUTANT_UNDER_TEST"] = trial.mutant
        for place, number in enumerate(trial.order):
            if not self.passes(number):
                Path(f"{TRIED}.{os.getpid()}").write_text(str(place), "utf-8")
                return KILLED
        return LIVES

    def wait(self) -> tuple[Trial, int]:
        """The trial that ends next, with what became of it."""
        pid, status = os.wait()
        trial = self.trials.pop(pid)
        shutil.rmtree(folder(pid), ignore_errors=True)
        note = Path(f"{TRIED}.{pid}")
        if os.WIFSIGNALED(status):
            return trial, TIMEOUT if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else BROKEN
        if os.WEXITSTATUS(status) == KILLED and note.exists():
            killer = trial.order[int(note.read_text("utf-8"))]
            note.unlink()
            self.kills[trial.function, killer] += 1
        return trial, os.WEXITSTATUS(status)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    at_import = set(state()._stats)
    planted = Planted(session.items)
    session.config.pluginmanager.register(planted)
    planted.look()
    os.environ["MUTANT_UNDER_TEST"] = ""
    names = TO_TRY.read_text("utf-8").split()
    # What is in memory now is shared with every child as long as nobody touches it.
    gc.collect()
    gc.freeze()
    campaign = os.getppid()
    with TRIED.open("a", encoding="utf-8") as file:
        while names or planted.trials:
            if os.getppid() != campaign:
                # It was stopped, and nobody waits for more.
                names.clear()
            if names and len(planted.trials) < CHILDREN:
                planted.start(names.pop(0))
                continue
            trial, code = planted.wait()
            if code == LIVES and trial.function in at_import:
                code = AT_IMPORT
            file.write(f"{trial.mutant}\t{code}\n")
            file.flush()
    return True


def folder(pid: int) -> Path:
    """Where the tests of a child write: what one leaves must not be in the way of another."""
    return Path(os.environ["MUTATION_FOLDER"], str(pid))


@functools.cache
def caches() -> "list[functools._lru_cache_wrapper[object]]":
    """Those of the mutated packages; that of the schemas, say, would take long to fill again."""
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [one for one in found if (one.__module__ or "").startswith(PACKAGES)]
