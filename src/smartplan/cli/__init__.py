"""What a person types. Nothing is decided here: each command parses, calls, prints and sets the exit code."""

import gc
import sys

from smartplan import __version__


def main() -> None:
    """Entry point. The version is answered before anything is imported."""
    if sys.argv[1:] == ["--version"]:
        print(f"smartplan {__version__}")
        return
    # One short run: nothing that is read here is garbage before the process ends.
    gc.disable()
    from smartplan.cli.app import run

    run()
