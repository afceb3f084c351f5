"""What a person types. Nothing is decided here: each command parses, calls, prints and sets the exit code."""

import gc
import os
import sys

from smartplan import __version__


def main() -> None:
    """Entry point. The version is answered before anything is imported."""
    # A stream that was closed: printing fails, an error message does not, and no file that is opened gets its number.
    if sys.stdout is None:
        sys.stdout = open(os.devnull)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    try:
        if sys.argv[1:] == ["--version"]:
            print(f"smartplan {__version__}", flush=True)
            return
    except OSError:
        # Said below, where the same is tried once more.
        pass
    # One short run: nothing that is read here is garbage before the process ends.
    gc.disable()
    try:
        from smartplan.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, ImportError, MemoryError) as error:
        # Too few files or too little memory even for the sentences.
        print(f"smartplan: {error}", file=sys.stderr)
        sys.exit(2)
    try:
        run()
    finally:
        # At its end the interpreter would look for cycles in all of it, and take each apart just before it is gone.
        gc.freeze()
