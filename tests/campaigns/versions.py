"""Run all tests with the lowest and with the newest version of each dependency that pyproject.toml allows.

    python tests/campaigns/versions.py [--only lowest|newest] [--envs FOLDER] [arguments of pytest]

Each run makes an environment of its own and takes some minutes. What only the tests need stays as it is pinned in
requirements-dev.txt. Prints a table, and ends with 1 where a run fails. `-n 2` goes to pytest, which then uses two cores.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.M)


def main() -> int:
    """Make the environments one after the other, test in each, and print what ran with what."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("lowest", "newest"))
    parser.add_argument("--envs", type=Path, help="keep the environments in this folder")
    options, pytest = parser.parse_known_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [Requirement(line) for line in project["project"]["dependencies"]]
    tools = [*project["dependency-groups"]["build"], *project["dependency-groups"]["dev"]]
    wanted = {"lowest": [lowest(one) for one in needed], "newest": [str(one) for one in needed]}
    columns: dict[str, dict[str, str]] = {}
    codes: dict[str, int] = {}
    with TemporaryDirectory() as temporary:
        for name in [options.only] if options.only else list(wanted):
            python = environment((options.envs or Path(temporary)) / name, [*wanted[name], *tools])
            columns[name] = versions(python)
            codes[name] = subprocess.run([python, "-m", "pytest", *pytest], cwd=ROOT, check=False).returncode
    print(table([one.name for one in needed], columns, codes))
    return int(any(codes.values()))


def lowest(requirement: Requirement) -> str:
    """The requirement at its lower bound."""
    bound = next(one.version for one in requirement.specifier if one.operator == ">=")
    return f"{requirement.name}=={bound}"


def environment(folder: Path, requirements: list[str]) -> Path:
    """A fresh environment with the requirements and the project itself; its Python."""
    venv.create(folder, clear=True, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pins = folder / "pins.txt"
    pins.write_text("\n".join(tool_pins()), encoding="utf-8")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", pins, *requirements], check=True)
    subprocess.run([*pip, "--no-build-isolation", "--no-deps", "--editable", ROOT], check=True)
    return python


def tool_pins() -> list[str]:
    """The pins of what only the tests need."""
    pins = {
        name: dict(_PIN.findall((ROOT / name).read_text("utf-8")))
        for name in ("requirements.txt", "requirements-dev.txt")
    }
    runtime = pins["requirements.txt"]
    return [f"{name}=={version}" for name, version in pins["requirements-dev.txt"].items() if name not in runtime]


def versions(python: Path) -> dict[str, str]:
    """What is installed, by canonical name."""
    listing = subprocess.run([python, "-m", "pip", "list", "--format", "json"], check=True, capture_output=True).stdout
    return {canonicalize_name(one["name"]): one["version"] for one in json.loads(listing)}


def table(names: list[str], columns: dict[str, dict[str, str]], codes: dict[str, int]) -> str:
    """The versions of each run and its outcome, in markdown."""
    rows = [["dependency", *columns], ["---"] * (len(columns) + 1)]
    rows += [[name, *(found[canonicalize_name(name)] for found in columns.values())] for name in names]
    rows.append(["the tests", *("pass" if code == 0 else "**fail**" for code in codes.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
