"""A start script of smartplan as a pip of our choice makes it: older ones import `re` before anything of ours runs."""

import sys
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from peers import PIP, installed, run

NAME = "start_script-1"
FILES = {
    "METADATA": "Metadata-Version: 2.1\nName: start-script\nVersion: 1\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: benchmarks\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "entry_points.txt": "[console_scripts]\nsmartplan = smartplan.cli:main\n",
    "RECORD": "",
}


def start_script(environments: Path) -> Path:
    """The script, for the Python that runs this, made by the pip that `peers.py` pins. Raises NotMeasuredError.

    A package of nothing but the entry is installed beside the environments; the one of smartplan stays as it is.
    """
    pip = installed(PIP, environments)
    place = environments / "start-script"
    with TemporaryDirectory() as folder:
        wheel = Path(folder, f"{NAME}-py3-none-any.whl")
        with ZipFile(wheel, "w") as archive:
            for name, text in FILES.items():
                archive.writestr(f"{NAME}.dist-info/{name}", text)
        where = ("--python", sys.executable, "install", "--prefix", str(place), "--force-reinstall")
        run(*pip, *where, "--quiet", "--no-index", "--no-deps", str(wheel))
    return place / "bin" / "smartplan"


def installer() -> str:
    """What installed the smartplan that is measured, with its version if that can be told."""
    name = (distribution("smartplan").read_text("INSTALLER") or "unknown").strip()
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name
