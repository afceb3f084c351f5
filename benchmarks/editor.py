"""What an editor waits for after a key: the section "In an editor" of README.md.

    python benchmarks/editor.py [--programmes 300] [--runs 5]

One `smartplan lsp` has both revisions of a folder open, and the text of the second one changes. Measured are the time
until its findings are told, those of a text that is not YAML yet as well, and until what may stand at an `agency` is
offered, asked right after the key, each beside `smartplan validate` of the same folder, in turn. The first of each is a
warm-up. Needs a Unix.
"""

import argparse
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from generate import write_plans
from page import row
from programs import SMARTPLAN

OLD, NEW = "2023.yaml", "2026.yaml"


class Server:
    """A language server with files that are open in it."""

    def __init__(self, folder: Path) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([SMARTPLAN, "lsp"], cwd=folder, stdin=pipe, stdout=pipe)
        self.texts = {(folder / name).as_uri(): (folder / name).read_text(encoding="utf-8") for name in (OLD, NEW)}
        self.version = 1
        self.send("initialize", {"capabilities": {}}, id=0)
        self.until(lambda message: message.get("id") == 0)
        self.send("initialized", {})
        for uri, text in self.texts.items():
            document = {"uri": uri, "languageId": "yaml", "version": self.version, "text": text}
            self.send("textDocument/didOpen", {"textDocument": document})
            self.until_told(uri)
        self.uri = (folder / NEW).as_uri()

    def findings(self) -> None:
        """Type something, and wait for the findings."""
        self.type()
        self.until_told(self.uri)

    def offers(self) -> None:
        """Type something, and ask at once what may stand at the first agency of a programme."""
        self.type()
        before = self.texts[self.uri].partition("        agency: ")[0]
        place = {"line": before.count("\n"), "character": len("        agency: ")}
        self.send("textDocument/completion", {"textDocument": {"uri": self.uri}, "position": place}, id=self.version)
        answer = self.until(lambda message: message.get("id") == self.version)
        if not answer["result"]["items"]:
            raise SystemExit("nothing was offered")

    def faults(self) -> None:
        """Type something that is not YAML yet, as most of what is being typed, and wait for what is said of it."""
        self.type("key: [ ")
        self.until_told(self.uri)

    def type(self, end: str = "") -> None:
        """A text that was not there before."""
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        text = f"{self.texts[self.uri]}{end}# {self.version}\n"
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def send(self, method: str, params: Any, **id: int) -> None:
        """A request where it has an id, else a notification."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **id}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def until_told(self, uri: str) -> None:
        """Read up to the findings of the version that a file has now."""
        wanted = {"uri": uri, "version": self.version}
        self.until(lambda message: wanted.items() <= message.get("params", {}).items())

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message of that kind."""
        assert self.process.stdout
        while True:
            length = 0
            while header := self.process.stdout.readline().strip():
                name, _, value = header.partition(b":")
                length = int(value) if name == b"Content-Length" else length
            if not length:
                raise SystemExit("smartplan lsp ended")
            message: dict[str, Any] = json.loads(self.process.stdout.read(length))
            if wanted(message):
                return message

    def close(self) -> None:
        """End it."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    """Make the folder, measure and print a table."""
    parser = argparse.ArgumentParser(description="Measure what an editor waits for.")
    parser.add_argument("--programmes", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name).resolve() / "plans"
        write_plans(options.programmes, folder)
        measured = taken(folder, options.runs)
    whole = measured.pop("validate")
    print("| what | at most | last run | behind it |\n|---|---|---|---|")
    for what, seconds in measured.items():
        work = f"{what} / `validate` of the folder, {options.programmes:,}"
        print(row(work, None, seconds / whole, f"{seconds * 1000:,.0f} ms / {whole * 1000:,.0f} ms"))


def taken(folder: Path, runs: int) -> dict[str, float]:
    """The median seconds of each, all of them in turn."""
    server = Server(folder)

    def validate() -> None:
        subprocess.run([SMARTPLAN, "validate", "--plans", folder], stdout=subprocess.DEVNULL, check=False)

    sides = {
        "validate": validate,
        "findings after a key": server.findings,
        "what is no YAML after a key": server.faults,
        "offers after a key": server.offers,
    }
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(runs + 1):
        for name, side in sides.items():
            start = perf_counter()
            side()
            found[name].append(perf_counter() - start)
        # What the last key set off is over before the next round.
        server.until_told(server.uri)
    server.close()
    return {name: median(times[1:]) for name, times in found.items()}


if __name__ == "__main__":
    main()
