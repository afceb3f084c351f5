"""Kill `smartplan` while it writes, and look at what is left.

    python tests/campaigns/kill.py [--kills 600] [--seed 2023] [--programmes 300]

Real processes of every command that writes are ended with SIGKILL: some at any moment of their run, most of them in the
few milliseconds after the file beside the target has come into being. After each kill every file has to be the old or
the new one, whole; nothing else may lie there but one hidden file beside a target; and the same command, run once more,
has to succeed, or to say that it was done already, and to leave nothing behind. Prints a table, and ends with 1 at the
first thing that is not so. Takes some ten minutes.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.helpers import base  # noqa: E402

SMARTPLAN = [sys.executable, "-m", "smartplan"]
Files = dict[str, bytes]


@dataclass
class Job:
    """A command that writes, the files it finds, and the code with which it says that it was done already."""

    words: list[str]
    before: Files
    already: int = 0
    after: Files = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Tally:
    """What became of the runs of one job."""

    kills: int = 0
    late: int = 0
    ends: Counter[str] = field(default_factory=Counter)


class Wrong(Exception):
    """Something is lost, half written or left behind."""


def files(folder: Path) -> Files:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def put(folder: Path, content: Files) -> None:
    """Make a folder hold these files and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def start(job: Job, folder: Path) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    # What `undo` needs lies beside it, not with who runs this.
    state = str(folder.with_name(f"{folder.name}-state"))
    environment = os.environ | {
        "SMARTPLAN_LANG": "en", "SOURCE_DATE_EPOCH": "1795478400", "SMARTPLAN_STATE": state,
    }  # fmt: skip
    null = subprocess.DEVNULL
    return subprocess.Popen([*SMARTPLAN, *job.words], cwd=folder, stdin=null, stdout=null, stderr=null, env=environment)


def jobs(programmes: int) -> dict[str, Job]:
    """Every way in which a file is written."""
    with TemporaryDirectory() as temporary:
        city = files(base.write(Path(temporary)))
    text = city["2023.yaml"].decode()
    head, _, tail = text.partition("  branding:\n")
    more = "".join(
        f"      GOV-{number}:\n        name: Program {number} yang agak panjang namanya\n        subdimension: bureaucracy\n"
        f"        agency: diskominfo\n        missions: [M1]\n        years: [2023]\n        sources: [berita]\n"
        for number in range(100, 100 + programmes)
    )
    city["2023.yaml"] = f"{head}{more}  branding:\n{tail}".encode()
    plans = {f"plans/{name}": data for name, data in city.items()}
    plan = plans["plans/2023.yaml"]
    loose = plans | {"plans/2023.yaml": plan.replace(b"name: Program", b"name:   Program")}
    sides = {
        "base": plan, "ours": plan.replace(b"GOV-100:\n        name: Program", b"GOV-100:\n        name: Punya kami"),
        "theirs": plan.replace(b"GOV-200:\n        name: Program", b"GOV-200:\n        name: Punya mereka"),
    }  # fmt: skip
    return {
        "set": Job(["set", "2023", "GOV-100", "agency", "diskominfo_baru", "--force"], plans),
        "rename": Job(["rename", "2023", "GOV-100", "Nama baru"], plans),
        "draft": Job(["draft", "2026", "--from", "2023"], plans, already=2),
        "fmt": Job(["fmt"], loose),
        "git merge-driver": Job(["git", "merge-driver", "base", "ours", "theirs"], sides),
        "validate --output": Job(["validate", "--fail-on", "error", "--output", "hasil.txt"], plans | {"hasil.txt": b"lama\n" * 20_000}),
        "summary --output, new": Job(["summary", "2023", "--output", "hasil.md"], plans),
        "--write-baseline": Job(["validate", "--baseline", "b.yaml", "--write-baseline"], plans | {"b.yaml": b"format: 1\naccepted: []\n"}),
        "init": Job(["init", "--city", "Kota", "--code", "64.71", "--period", "2026-2030"], {}, already=2),
    }  # fmt: skip


def measure(job: Job, folder: Path) -> None:
    """Run the job undisturbed: what it writes, and how long it takes."""
    put(folder, job.before)
    began = time.monotonic()
    code = start(job, folder).wait()
    job.seconds = time.monotonic() - began
    job.after = files(folder)
    if code not in (0, 1) or job.after == job.before:
        raise Wrong(f"smartplan {' '.join(job.words)} does not write: {code}")


def strays(folder: Path) -> Iterator[str]:
    """Hidden files that a killed run left."""
    return (name for name in files(folder) if Path(name).name.startswith(".") and name.endswith(".smartplan"))


def wait(job: Job, folder: Path, process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Until the moment of the kill."""
    until = time.monotonic() + chance.uniform(0, 1.1 * job.seconds)
    if chance.random() < 0.25:
        while process.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        return
    folders = [folder, folder / "plans"]
    while process.poll() is None:
        for one in folders:
            try:
                if any(entry.name.endswith(".smartplan") for entry in os.scandir(one)):
                    time.sleep(chance.choice((0, 0, chance.uniform(0, 0.004))))
                    return
            except FileNotFoundError:
                continue


def check(job: Job, folder: Path) -> str:
    """What the kill left, in a word. Raises Wrong."""
    found = files(folder)
    left = list(strays(folder))
    for name, data in found.items():
        if name not in left and data not in (job.before.get(name), job.after.get(name)):
            raise Wrong(f"{name} is neither the old file nor the new one: {len(data)} bytes")
    lost = job.before.keys() - found.keys()
    if lost or len(left) > 1:
        raise Wrong(f"lost: {sorted(lost)}; left behind: {left}")
    whole = {name: data for name, data in found.items() if name not in left}
    state = "old" if whole == job.before else "new" if whole == job.after else "some of the files new"
    return f"{state}, a hidden file beside" if left else state


def again(job: Job, folder: Path, state: str) -> None:
    """The same command once more. Raises Wrong."""
    kept = files(folder)
    code = start(job, folder).wait()
    found = files(folder)
    if not state.startswith("old") and job.already:
        # A new file is never written over one that is there.
        if code != job.already or found != kept:
            raise Wrong(f"run again after {state}: {code}")
        return
    if code not in (0, 1) or found != job.after:
        raise Wrong(
            f"run again after {state}: {code}, {sorted(name for name in found if found[name] != job.after.get(name))}"
        )


def campaign(kills: int, chance: random.Random, known: dict[str, Job], tell: Callable[[str], None]) -> dict[str, Tally]:
    """The kills, spread evenly over the jobs. Raises Wrong."""
    tallies = {name: Tally() for name in known}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "kota"
        for job in known.values():
            measure(job, folder)
        while sum(tally.kills for tally in tallies.values()) < kills:
            name = min(known, key=lambda one: (tallies[one].kills, tallies[one].late))
            job, tally = known[name], tallies[name]
            put(folder, job.before)
            process = start(job, folder)
            wait(job, folder, process, chance)
            process.send_signal(signal.SIGKILL)
            code = process.wait()
            try:
                state = check(job, folder)
                if code == -signal.SIGKILL:
                    again(job, folder, state)
            except Wrong as error:
                raise Wrong(f"{name}: {error}") from None
            if code == -signal.SIGKILL:
                tally.kills += 1
                tally.ends[state] += 1
            else:
                tally.late += 1
            done = sum(one.kills for one in tallies.values())
            if done % 50 == 0 and code == -signal.SIGKILL:
                tell(f"{done} kills")
    return tallies


def main() -> int:
    """Run the campaign and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=600)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--programmes", type=int, default=300)
    options = parser.parse_args()
    began = time.monotonic()
    try:
        tallies = campaign(
            options.kills, random.Random(options.seed), jobs(options.programmes),
            lambda text: print(text, file=sys.stderr, flush=True),
        )  # fmt: skip
    except Wrong as error:
        print(f"WRONG: {error}")
        return 1
    states = sorted({state for tally in tallies.values() for state in tally.ends})
    print("| command | kills | " + " | ".join(states) + " |")
    print("|---|---:|" + "---:|" * len(states))
    for name, tally in tallies.items():
        print(f"| `{name}` | {tally.kills} | " + " | ".join(str(tally.ends[state] or "") for state in states) + " |")
    total = Counter[str]()
    for tally in tallies.values():
        total.update(tally.ends)
    print(f"| all | {total.total()} | " + " | ".join(str(total[state]) for state in states) + " |")
    late = sum(tally.late for tally in tallies.values())
    print(
        f"\n{total.total()} kills, {late} runs that were done before; {time.monotonic() - began:.0f} s. Nothing lost."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
