"""An editor as far as the Language Server Protocol goes: it starts the server and talks to it over its streams."""

import json
import os
import subprocess
import sys
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from tests.helpers.runner import TODAY

# Seconds: nothing takes as long, even where a dozen other tests run.
PATIENCE = 60
Message = dict[str, Any]


class Editor:
    """A server in a process of its own. Texts go to it whole, as it asks for."""

    def __init__(
        self,
        cwd: Path,
        *arguments: str,
        options: Any = None,
        encodings: list[str] | None = None,
        traceback: bool = True,
        root: Path | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "smartplan", "lsp", *arguments],
            cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={
                "PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": TODAY, "SMARTPLAN_TRACEBACK": "1" if traceback else "",
                "SMARTPLAN_STATE": os.environ["SMARTPLAN_STATE"],
            },
        )  # fmt: skip
        self._received: Queue[Message | None] = Queue()
        self.errors: list[bytes] = []
        self._threads = [Thread(target=self._listen, daemon=True), Thread(target=self._hear_errors, daemon=True)]
        for thread in self._threads:
            thread.start()
        self._asked = self._count = 0
        self._versions: dict[Path, int] = {}
        self._published: list[Message] = []
        # What is put before a person's eyes.
        self.shown: list[Message] = []
        general = {"positionEncodings": encodings} if encodings else {}
        capabilities = {"general": general}
        asked = {
            "processId": None,
            "rootUri": (root or cwd).as_uri(),
            "capabilities": capabilities,
            "initializationOptions": options,
        }
        self.initialized = self.ask("initialize", asked)
        self.tell("initialized", {})

    def tell(self, method: str, params: Any) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request; what comes in between is kept."""
        message = self._answer(method, params)
        assert "error" not in message, message
        return message.get("result")

    def refused(self, method: str, params: Any) -> int:
        """The code of the error that a request is answered with."""
        return int(self._answer(method, params)["error"]["code"])

    def _answer(self, method: str, params: Any) -> Message:
        self._asked += 1
        self.send({"jsonrpc": "2.0", "id": self._asked, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._asked:
                return message
            if message.get("method") == "window/showMessage":
                self.shown.append(message["params"])
                continue
            self._published.append(message)

    def send(self, message: Any) -> None:
        self.write(json.dumps(message).encode())

    def write(self, body: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def open(self, path: Path, text: str) -> list[Message]:
        """The diagnostics of a file that is opened with a text."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": self._next_version(path), "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(path)

    def change(self, path: Path, text: str) -> list[Message]:
        """The diagnostics of a file after a key."""
        self.type(path, text)
        return self.diagnostics(path)

    def type(self, path: Path, text: str) -> None:
        document = {"uri": path.as_uri(), "version": self._next_version(path)}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, path: Path) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        del self._versions[path]

    def diagnostics(self, path: Path) -> list[Message]:
        """The next diagnostics of a file, which are those of its last version."""
        while True:
            message = self._published.pop(0) if self._published else self._next()
            if message.get("method") != "textDocument/publishDiagnostics" or message["params"]["uri"] != path.as_uri():
                continue
            assert message["params"].get("version") == self._versions.get(path)
            return list(message["params"]["diagnostics"])

    def at(self, what: str, path: Path, line: int, character: int) -> Any:
        """What is answered about a place: `definition`, `completion` or `hover`."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{what}", place)

    def end(self) -> tuple[int, bytes]:
        """The exit code after a farewell, and all that was printed to standard error."""
        assert self.ask("shutdown", None) is None
        self.tell("exit", None)
        return self.gone()

    def gone(self) -> tuple[int, bytes]:
        """The same once its input has ended."""
        assert self.process.stdin
        self.process.stdin.close()
        code = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream
            stream.close()
        return code, b"".join(self.errors)

    def untold(self) -> list[Message]:
        """What came and was not asked for; the server is asked something first, so that all is there."""
        self.at("hover", Path("/nowhere.yaml"), 0, 0)
        return self._published

    def _next_version(self, path: Path) -> int:
        self._count += 1
        self._versions[path] = self._count
        return self._count

    def _next(self) -> Message:
        message = self._received.get(timeout=PATIENCE)
        assert message is not None, b"".join(self.errors).decode()
        return message

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif not header.strip():
                self._received.put(json.loads(stream.read(length)))
        self._received.put(None)

    def _hear_errors(self) -> None:
        assert self.process.stderr
        self.errors.extend(self.process.stderr)
