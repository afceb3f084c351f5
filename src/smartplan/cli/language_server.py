"""The language server: what editors ask by the Language Server Protocol, over standard input and output."""

import asyncio
import logging
import os
import re
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.uris import from_fs_path, to_fs_path

from smartplan import __version__
from smartplan.cli import settings
from smartplan.cli.editor_answers import Answers, range_of
from smartplan.cli.output import error_sentence, language_from, today
from smartplan.errors import SmartplanError, print_traceback
from smartplan.messages import Catalogue, catalogue, choose
from smartplan.operations.editor.desk import Desk, is_ours
from smartplan.operations.editor.positions import Position, Positions, Units
from smartplan.report.render.sentences import sanitise
from smartplan.workspace.folder import home_of_file

T = TypeVar("T")
# Seconds after a key in which another may follow; where a check takes longer than a second, it is worth waiting more.
_PAUSE, _LONG, _LONG_PAUSE = 0.2, 1.0, 1.0


def serve(say: Catalogue, desk: Desk, anew: Callable[[], Desk]) -> bool:
    """Answer an editor until it says that it is done, or is gone; whether it ended as the protocol says.

    `anew` makes a desk by the settings of the folder that the editor names.
    """
    # What goes wrong is told below, without what stands in a file.
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    # The thread that waits for input would hold up any other end. Nothing is ever half written.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    full = types.TextDocumentSyncKind.Full
    server = _Server("smartplan", __version__, text_document_sync_kind=full, protocol_cls=_Protocol)
    session = _Session(server, say, desk, anew)
    # One of its own, which pygls closes at the end.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stream:
        server.start_io(stdout=stream)
    return not session.left


class _Server(LanguageServer):
    """A server that tells of its own faults only who mends smartplan."""

    def report_server_error(self, error: Exception, source: object) -> None:
        """A message that could not be read, or not be answered: nothing that a planner could do about."""
        print_traceback()


class _Protocol(LanguageServerProtocol):
    """The protocol, in which a request that cannot be read has an answer, too: an editor would wait for it."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as its type. Raises JsonRpcException."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise


class _Session:
    """The open files and what is going on about them. Everything about plans is done in one thread, in order."""

    def __init__(self, server: LanguageServer, say: Catalogue, desk: Desk, anew: Callable[[], Desk]) -> None:
        self.server, self.answers = server, Answers(say)
        self.desk, self.anew = desk, anew
        self.worker = ThreadPoolExecutor(max_workers=1)
        self.texts: dict[Path, str] = {}
        self.documents: dict[Path, types.VersionedTextDocumentIdentifier] = {}
        self.told: dict[Path, tuple[int, list[types.Diagnostic]]] = {}
        self.checks: dict[Path, asyncio.Task[None]] = {}
        self.took: dict[Path, float] = {}
        # Whether the editor announced its end, and whether it left without.
        self.announced = self.left = False
        signs = types.CompletionOptions(trigger_characters=[" ", "[", ",", "/"])
        for feature, answer, options in (
            (types.INITIALIZE, self._initialize, None),
            (types.INITIALIZED, self._initialized, None),
            (types.SHUTDOWN, self._shutdown, None),
            (types.EXIT, self._exit, None),
            (types.TEXT_DOCUMENT_DID_OPEN, self._opened, None),
            (types.TEXT_DOCUMENT_DID_CHANGE, self._changed, None),
            (types.TEXT_DOCUMENT_DID_CLOSE, self._closed, None),
            (types.TEXT_DOCUMENT_DID_SAVE, self._saved, None),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._changed_on_disk, None),
            (types.TEXT_DOCUMENT_DEFINITION, self._definition, None),
            (types.TEXT_DOCUMENT_COMPLETION, self._completion, signs),
            (types.TEXT_DOCUMENT_HOVER, self._hover, None),
        ):
            # Something of its own that pygls can leave a mark on, which a method takes none of.
            server.feature(feature, options)(partial(answer))

    @property
    def units(self) -> Units:
        """What a column is counted in, as both sides agreed."""
        encoding = str(self.server.workspace.position_encoding)
        return encoding if encoding in ("utf-8", "utf-32") else "utf-16"  # type: ignore[return-value]

    def _initialize(self, params: types.InitializeParams) -> None:
        problem = self._settle(params)
        wanted = params.initialization_options
        lang = wanted.get("lang") if isinstance(wanted, dict) else None
        if isinstance(lang, str):
            self.answers = Answers(catalogue(choose(["--lang", lang])))
        if problem is not None:
            text = sanitise(error_sentence(problem, self.answers.say))
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))

    def _settle(self, params: types.InitializeParams) -> SmartplanError | None:
        """Take up the settings of the folder that is open, wherever the editor started the server.

        Why they cannot be read; they are then left out.
        """
        folders = [one.uri for one in params.workspace_folders or ()] or [params.root_uri or ""]
        root = _path(folders[0])
        if root is None or root == Path.cwd():
            return None
        try:
            os.chdir(root)
        except OSError:
            return None
        problem = settings.begin()
        self.answers = Answers(language_from(sys.argv[1:]))
        try:
            self.desk = self.anew()
        except SmartplanError as error:
            return error
        return problem if isinstance(problem, SmartplanError) else None

    def _initialized(self, params: types.InitializedParams) -> None:
        """Ask to be told of what changes on disk, as when git brings another revision."""
        workspace = self.server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=f"**/*.{ending}") for ending in ("yaml", "toml")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            wish = types.Registration("plans", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.server.client_register_capability(types.RegistrationParams([wish]))

    def _shutdown(self, params: None) -> None:
        self.announced = True

    def _exit(self, params: None) -> None:
        self.left = not self.announced

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        path = _path(document.uri)
        if path is not None:
            self.texts[path] = document.text
            self.documents[path] = types.VersionedTextDocumentIdentifier(document.version, document.uri)
            self._check_soon(path, 0)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        path = _path(params.text_document.uri)
        if path in self.texts:
            self.texts[path] = self.server.workspace.get_text_document(params.text_document.uri).source
            self.documents[path] = params.text_document
            self._check_soon(path, _PAUSE)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        path = _path(params.text_document.uri)
        if path in self.texts:
            del self.texts[path]
            document = self.documents.pop(path)
            if path in self.told and self.told.pop(path)[1]:
                self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, []))
            self.worker.submit(self.desk.close, path, dict(self.texts))
            self._check_soon(path, 0)

    def _saved(self, params: types.DidSaveTextDocumentParams) -> None:
        path = _path(params.text_document.uri)
        if path is not None:
            self._check_soon(path, 0)

    def _changed_on_disk(self, params: types.DidChangeWatchedFilesParams) -> None:
        for home in {home_of_file(path) for path in self.texts}:
            self._check_soon(next(path for path in self.texts if home_of_file(path) == home), _PAUSE)

    def _check_soon(self, path: Path, pause: float) -> None:
        """Check the open files of a folder after a pause, that file first, instead of a check that still waits."""
        home = home_of_file(path)
        waiting = self.checks.pop(home, None)
        if waiting is not None:
            waiting.cancel()
        if pause and self.took.get(home, 0) > _LONG:
            pause = _LONG_PAUSE
        self.checks[home] = asyncio.get_running_loop().create_task(self._check(home, path, pause))

    async def _check(self, home: Path, first: Path, pause: float) -> None:
        await asyncio.sleep(pause)
        texts = dict(self.texts)
        paths = [path for path in texts if home_of_file(path) == home]
        for path in sorted(paths, key=lambda path: path != first):
            document = self.documents[path]
            start = perf_counter()
            ours = is_ours(path, texts[path])
            found = await self._work(partial(self._diagnostics, path, texts)) if ours else []
            self.took[home] = perf_counter() - start
            if found is None:
                found = [self.answers.failed(path)]
            # Of a file that is none of ours nothing is said; what was said of a version is not said twice.
            if (ours or path in self.told) and self.told.get(path) != (document.version, found):
                self.told[path] = (document.version, found)
                self.server.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(document.uri, found, document.version)
                )

    async def _work(self, task: Callable[[], T]) -> T | None:
        """The result of a task about plans; None where it fails, which must not end the server."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self.worker, task)
        except Exception:
            print_traceback()
            return None

    def _diagnostics(self, path: Path, texts: dict[Path, str]) -> list[types.Diagnostic]:
        positions = Positions(texts[path], self.units)
        return self.answers.diagnostics(self.desk.findings(path, texts, today()), positions)

    async def _definition(self, params: types.DefinitionParams) -> types.Location | None:
        return await self._about(params, self._place_of)

    async def _completion(self, params: types.CompletionParams) -> types.CompletionList | None:
        return await self._about(params, self._offers_at)

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        return await self._about(params, self._told_at)

    async def _about(
        self,
        params: types.DefinitionParams | types.CompletionParams | types.HoverParams,
        answer: Callable[[Path, dict[Path, str], types.Position], T | None],
    ) -> T | None:
        """The answer to a question about a place in an open file of a plan; None about any other."""
        path = _path(params.text_document.uri)
        if path is None or path not in self.texts or not is_ours(path, self.texts[path]):
            return None
        return await self._work(partial(answer, path, dict(self.texts), params.position))

    def _place_of(self, path: Path, texts: dict[Path, str], position: types.Position) -> types.Location | None:
        offset = Positions(texts[path], self.units).offset(Position(position.line, position.character))
        place = self.desk.place(path, texts, offset)
        if place is None or place.file.document.source.path is None:
            return None
        document, target = place.file.document, place.file.document.source.path
        positions = Positions(texts.get(target, document.source.text), self.units)
        return types.Location(self._uri(target), range_of(positions.span(document.place(place.address, "key"))))

    def _offers_at(self, path: Path, texts: dict[Path, str], position: types.Position) -> types.CompletionList | None:
        positions = Positions(texts[path], self.units)
        offers = self.desk.offers(path, texts, positions.offset(Position(position.line, position.character)))
        return self.answers.completions(offers, positions) if offers else None

    def _told_at(self, path: Path, texts: dict[Path, str], position: types.Position) -> types.Hover | None:
        positions = Positions(texts[path], self.units)
        _, diagnostics = self.told.get(path, (0, ()))
        told = self.desk.told(path, texts, positions.offset(Position(position.line, position.character)))
        return self.answers.hover(told, [one for one in diagnostics if _covers(one.range, position)])

    def _uri(self, path: Path) -> str:
        """The name by which the editor knows a file: as it called it, where it is open."""
        document = self.documents.get(path)
        return document.uri if document else from_fs_path(str(path)) or path.as_uri()


def _path(uri: str) -> Path | None:
    """The file of an address; None for what is no file, as a text that has no name yet."""
    try:
        found = to_fs_path(uri) if uri[:5].lower() == "file:" else None
    except ValueError:
        return None
    if not found or "\0" in found:
        return None
    # The name by which a computer knows itself.
    return Path(os.path.abspath(re.sub(r"^[/\\]{2}localhost(?=[/\\])", "", found, flags=re.IGNORECASE)))


def _covers(range: types.Range, position: types.Position) -> bool:
    at = (position.line, position.character)
    return (range.start.line, range.start.character) <= at <= (range.end.line, range.end.character)
