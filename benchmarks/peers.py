"""The programs that smartplan is measured against, each in an environment of its own.

One for all would not do: deepdiff[cli] and check-jsonschema pin different versions of click.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import ENVIRONMENT, NotMeasuredError

# The package has no program of its own.
DIFFX = """
import sys
import diffx
old, new = (diffx.parse_yaml(open(path, encoding="utf-8").read()) for path in sys.argv[1:])
print(diffx.format_output(diffx.diff(old, new), "diffx"))
"""


@dataclass(frozen=True)
class Peer:
    """A package of PyPI, or of npm, and the program in it."""

    requirement: str
    program: Sequence[str]
    """Its path inside the environment, then words that always follow."""
    highest_exit: int = 0
    npm: bool = False


# yamllint and ryl have something to say about the length of lines, ajv about dates without quotes, and end with 1.
PEERS = {
    "check-jsonschema": Peer("check-jsonschema==0.39.0", ["bin/check-jsonschema"]),
    "yamllint": Peer("yamllint==1.38.0", ["bin/yamllint"], highest_exit=1),
    "deep": Peer("deepdiff[cli]==9.1.0", ["bin/deep"]),
    "yamale": Peer("yamale==6.1.0", ["bin/yamale"]),
    "ajv": Peer("ajv-cli@5.0.0", ["node_modules/.bin/ajv"], highest_exit=1, npm=True),
    "ryl": Peer("ryl==0.26.1", ["bin/ryl"], highest_exit=1),
    "jsonschema": Peer("sourcemeta-jsonschema==17.3.0", ["bin/jsonschema"]),
    "diffx": Peer("diffx-python==0.7.2", ["bin/python", "-c", DIFFX]),
}
PIP = Peer("pip==26.3", ["bin/python", "-m", "pip"])
"""The pip that makes the start script of the first row."""


def installed(peer: Peer, environments: Path) -> list[str]:
    """The command line of a peer, from an environment that is kept until the pin changes. Raises NotMeasuredError."""
    folder = environments / re.sub(r"\[.*\]|[=@]+", lambda found: "" if "[" in found[0] else "-", peer.requirement)
    done = folder / "installed"
    if not done.exists():
        print(f"building an environment for {peer.requirement}", file=sys.stderr)
        build(peer, folder)
        done.touch()
    return [str(folder / peer.program[0]), *peer.program[1:]]


def build(peer: Peer, folder: Path) -> None:
    """Make the environment of a peer, instead of one that was left half made. Raises NotMeasuredError."""
    shutil.rmtree(folder, ignore_errors=True)
    if peer.npm:
        npm = shutil.which("npm")
        if npm is None:
            raise NotMeasuredError("needs node and npm, which are not installed")
        folder.mkdir(parents=True)
        run(npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", peer.requirement)
    else:
        run(sys.executable, "-m", "venv", str(folder))
        quietly = ("--quiet", "--disable-pip-version-check")
        run(str(folder / "bin" / "python"), "-m", "pip", "install", *quietly, peer.requirement)


def run(*command: str) -> None:
    """Run a step of the making of an environment. Raises NotMeasuredError."""
    done = subprocess.run(command, env=ENVIRONMENT, check=False, stdout=sys.stderr)
    if done.returncode:
        raise NotMeasuredError("could not be installed")
