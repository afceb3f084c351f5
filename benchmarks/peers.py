"""The programs that smartplan is measured against, each in a virtual environment of its own.

One for all would not do: deepdiff[cli] and check-jsonschema pin different versions of click.
"""

import subprocess
import sys
from pathlib import Path

from measure import ENVIRONMENT, NotMeasuredError

# script -> what to install
PEERS = {
    "check-jsonschema": "check-jsonschema==0.39.0",
    "yamllint": "yamllint==1.38.0",
    "deep": "deepdiff[cli]==9.1.0",
    "yamale": "yamale==6.1.0",
}


def peer(script: str, environments: Path) -> Path:
    """The script of a peer, from an environment that is kept until the pin changes."""
    requirement = PEERS[script]
    folder = environments / requirement.replace("==", "-").replace("[cli]", "")
    path = folder / "bin" / script
    if not path.exists():
        print(f"building an environment for {requirement}", file=sys.stderr)
        run("-m", "venv", str(folder), program=sys.executable)
        pip = ("-m", "pip", "--quiet", "--disable-pip-version-check", "install")
        run(*pip, requirement, program=str(folder / "bin" / "python"))
    return path


def run(*arguments: str, program: str) -> None:
    """Run Python for the building of an environment."""
    done = subprocess.run([program, *arguments], env=ENVIRONMENT, check=False, stdout=sys.stderr)
    if done.returncode:
        raise NotMeasuredError("could not be installed")
