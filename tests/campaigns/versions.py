"""Run all tests with the lowest and with the newest version of each dependency that pyproject.toml allows.

The lowest run on the lowest Python, the newest on the newest. Where that Python is not installed, the tests run on the
one that runs this, and the table says so.

    python tests/campaigns/versions.py [--only lowest|newest] [--envs FOLDER] [arguments of pytest]

Each run makes an environment of its own and takes some minutes. What only the tests need stays as it is pinned in
requirements-dev.txt. Prints a table, and ends with 1 where a run fails. `-n 2` goes to pytest, which then uses two cores.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.M)
_PYTHON = re.compile(r"Programming Language :: Python :: 3\.(\d+)")
_RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"


def main() -> int:
    """Make the environments one after the other, test in each, and print what ran with what."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("lowest", "newest"))
    parser.add_argument("--envs", type=Path, help="keep the environments in this folder")
    options, pytest = parser.parse_known_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = needs(project["project"])
    tools = [*project["dependency-groups"]["build"], *project["dependency-groups"]["dev"]]
    wanted = {"lowest": [lowest(one) for one in needed], "newest": [str(one) for one in needed]}
    pythons = pythons_of(project["project"]["classifiers"])
    ran_on: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    codes: dict[str, int] = {}
    with TemporaryDirectory() as temporary:
        for name in [options.only] if options.only else list(wanted):
            found = interpreter(pythons[name])
            ran_on[name] = pythons[name] if found else f"{_RUNNING}, for {pythons[name]} is not installed"
            print(f"{name}: Python {ran_on[name]}", flush=True)
            folder = (options.envs or Path(temporary)) / name
            python = environment(found or sys.executable, folder, [*wanted[name], *tools])
            columns[name] = versions(python)
            codes[name] = subprocess.run([python, "-m", "pytest", *pytest], cwd=ROOT, check=False).returncode
    print(table([one.name for one in needed], ran_on, columns, codes))
    return int(any(codes.values()))


def needs(project: dict[str, Any]) -> list[Requirement]:
    """What the program needs, and what its extras need."""
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in [*project["dependencies"], *extras]]


def pythons_of(classifiers: list[str]) -> dict[str, str]:
    """The lowest and the newest Python that the classifiers name."""
    minors = [int(found[1]) for line in classifiers if (found := _PYTHON.fullmatch(line))]
    return {"lowest": f"3.{min(minors)}", "newest": f"3.{max(minors)}"}


def interpreter(version: str) -> str | None:
    """The program of that Python; None where it is not installed."""
    return sys.executable if version == _RUNNING else shutil.which(f"python{version}")


def lowest(requirement: Requirement) -> str:
    """The requirement at its lower bound."""
    bound = next(one.version for one in requirement.specifier if one.operator == ">=")
    return f"{requirement.name}=={bound}"


def environment(base: str, folder: Path, requirements: list[str]) -> Path:
    """A fresh environment of that Python with the requirements and the project itself; its Python."""
    subprocess.run([base, "-m", "venv", "--clear", folder], check=True)
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


def table(names: list[str], ran_on: dict[str, str], columns: dict[str, dict[str, str]], codes: dict[str, int]) -> str:
    """The versions of each run and its outcome, in markdown."""
    rows = [["dependency", *columns], ["---"] * (len(columns) + 1)]
    rows.append(["Python", *ran_on.values()])
    rows += [[name, *(found[canonicalize_name(name)] for found in columns.values())] for name in names]
    rows.append(["the tests", *("pass" if code == 0 else "**fail**" for code in codes.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
