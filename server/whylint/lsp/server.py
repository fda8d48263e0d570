"""The server: one session with one client, from its first message to its last."""

from __future__ import annotations

import asyncio
import logging
import os
import platform
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled, PyglsError
from pygls.lsp.server import LanguageServer

from whylint import __version__
from whylint.lsp import collector, parent
from whylint.lsp.addresses import path_of, uri_of
from whylint.lsp.client import Client
from whylint.lsp.commands import (
    ASK_GROUP,
    DISABLE,
    SHOW,
    SHOW_ALL,
    edit_of_configuration,
    place_to_show,
    questions_of_group,
)
from whylint.lsp.configuration import FILE_OPERATIONS, SECTION, DocumentSettings, registrations_for
from whylint.lsp.configuration_files import ConfigurationFiles, is_configuration
from whylint.lsp.diagnostics import SOURCE, publication, report
from whylint.lsp.features import FEATURES, WIDE_FEATURES
from whylint.lsp.found_files import FoundFiles
from whylint.lsp.inbox import Inbox
from whylint.lsp.names import Names
from whylint.lsp.notebooks import SYNC, change_notebook, close_notebook, open_notebook
from whylint.lsp.protocol import Protocol
from whylint.lsp.session import Session
from whylint.lsp.synchronisation import apply
from whylint.lsp.views import LIST_OPEN_QUESTIONS, LIST_RULES, open_questions, rules
from whylint.lsp.wire import Json, Output, make_converter, read_in_background, read_messages
from whylint.lsp.work import Work
from whylint.lsp.workspace_diagnostics import WorkspaceDiagnostics
from whylint.lsp.workspace_symbols import find
from whylint.workspace.configuration import NAMES
from whylint.workspace.ignoring import write_ignoring

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from pathlib import Path

    from pygls.server import ServerErrors

    from whylint.lsp.feature import Feature, WideFeature
    from whylint.lsp.session import Snapshot

logger = logging.getLogger(__name__)

SECONDS_OF_A_PAUSE = 0.3  # between keystrokes, before other documents are looked at

_STANDARD_INPUT, _STANDARD_OUTPUT, _STANDARD_ERROR = 0, 1, 2


class Server(LanguageServer):
    """What happens at each message. What is said about a document stands in the modules of the features."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(
            "whylint",
            __version__,
            protocol_cls=Protocol,
            converter_factory=make_converter,
            notebook_document_sync=SYNC,
        )
        self._settings = DocumentSettings(self.log)
        self._session = Session(self._settings, self.log_error)
        self._files = ConfigurationFiles(self._push)
        self._workspace = WorkspaceDiagnostics(self._session)
        self._found = FoundFiles(self._settings)
        self._names = Names(self._session, self._all_files)
        self._pausing: asyncio.TimerHandle | None = None
        self._due: dict[str, None] = {}
        self._shown_in_part: set[str] = set()
        self._untidy = False
        self._watching_parent: asyncio.Task[None] | None = None
        self._learning: asyncio.Task[None] | None = None
        self._inbox = Inbox()
        self._register_features()

    def serve(self) -> int:
        """Talk over standard input and output until the client is gone, and return the exit code."""
        logging.basicConfig(level=logging.WARNING)
        # What pygls says below this level is about the client's manners, in the client's log, at every turn.
        logging.getLogger("pygls").setLevel(logging.ERROR)
        output = os.dup(_STANDARD_OUTPUT)
        os.dup2(_STANDARD_ERROR, _STANDARD_OUTPUT)
        try:
            return asyncio.run(self.talk(_STANDARD_INPUT, output))
        except KeyboardInterrupt:
            return 1

    async def talk(self, incoming: int, outgoing: int) -> int:
        """Talk over two file descriptors until the client is gone, and return the exit code."""
        self.protocol.set_writer(Output(outgoing, lost=self._inbox.close))
        listening = asyncio.create_task(self._listen(read_in_background(incoming)))
        while not self.protocol.ended:
            self._tell_of_what_is_read()
            if self._session.is_reading and not self._inbox.is_closed and await self._inbox.is_empty():
                self._session.read_on()
                continue
            if (message := await self._inbox.take()) is None:
                break
            if self._has_to_wait(message):
                self._inbox.hold(message)
            else:
                self.protocol.handle(message)
            if await self._inbox.is_empty():
                self._rest()
        listening.cancel()
        if self._pausing is not None:
            self._pausing.cancel()
        return 0 if self.protocol.shut_down else 1

    async def _listen(self, stream: asyncio.StreamReader) -> None:
        """Put into the inbox what arrives, and take out of it what the client cancels."""
        async for body in read_messages(stream):
            message = self.protocol.decode(body)
            if message is not None and message.get("method") != types.CANCEL_REQUEST:
                self._inbox.put(message)
            elif message is not None and (cancelled := self._inbox.withdraw(message.get("params"))):
                self.protocol.refuse(cancelled["id"], JsonRpcRequestCancelled())
            elif message is not None:
                self.protocol.cancel(message.get("params"))
        self._inbox.close()

    def _has_to_wait(self, message: Json) -> bool:
        """Tell whether a request is about a long document that is being read, and not to be answered from a part of it.

        Diagnostics may be, where the client can be told to ask again.
        """
        client, method = self._session.client, message.get("method")
        if method == types.TEXT_DOCUMENT_HOVER or (
            method == types.TEXT_DOCUMENT_DIAGNOSTIC and client.refreshes
        ):
            return False
        params = message.get("params")
        document = params.get("textDocument") if isinstance(params, dict) and "id" in message else None
        uri = document.get("uri") if isinstance(document, dict) else None
        return isinstance(uri, str) and not self._session.is_read(uri)

    def _tell_of_what_is_read(self) -> None:
        """Answer what waited for long documents that are read by now, and show what is found in all of them."""
        if not self._session.is_reading:
            self._inbox.release()
        read = [uri for uri in self._shown_in_part if self._session.is_read(uri)]
        if read:
            self._shown_in_part.difference_update(read)
            self._show_again()
            self._rest()

    def _rest(self) -> None:
        """Do what can wait until no message does."""
        try:
            self._push_due()
            self._files.tell(self._settings.problems(), self._session.client.encoding)
        except Exception as error:
            logger.exception("Cannot push diagnostics")
            self.report_server_error(error, PyglsError)
        if self._untidy:
            collector.tidy()
            self._untidy = False

    def log(self, message: str, level: types.MessageType = types.MessageType.Warning) -> None:
        """Write ``message`` into the client's log; nothing pops up."""
        self.window_log_message(types.LogMessageParams(level, message))

    def log_error(self, message: str) -> None:
        """Write into the client's log what went wrong and should not have."""
        self.log(message, types.MessageType.Error)

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:  # noqa: ARG002 - pygls' signature
        """Log what pygls would pop up in front of a person who can do nothing about it."""
        self.log_error(f"{type(error).__name__}: {error}")

    def _register_features(self) -> None:
        """Register what every client gets; what depends on the client comes with its first message."""

        def show_all(uri: str) -> None:
            self._toggle(uri)

        def show(uri: str, line: int) -> None:
            self._show_group(uri, line)

        def ask_group(uri: str, line: int) -> None:
            self._ask_group(uri, line)

        def disable(uri: str, rule: str) -> None:
            self._disable(uri, rule)

        def list_rules() -> list[Json]:
            return rules()

        def list_open_questions() -> Json:
            return open_questions(self._session.snapshots())

        self.command(LIST_RULES)(list_rules)
        self.command(LIST_OPEN_QUESTIONS)(list_open_questions)
        self.command(SHOW_ALL)(show_all)
        self.command(SHOW)(show)
        self.command(ASK_GROUP)(ask_group)
        self.command(DISABLE)(disable)
        self._on(types.INITIALIZE, self._initialize)
        self._on(types.INITIALIZED, self._initialized)
        self._on(types.WORKSPACE_DID_CHANGE_CONFIGURATION, self._settings_changed)
        self._on(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, self._folders_changed)
        self._on(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._watched_files_changed)
        for method, files_changed in (
            (types.WORKSPACE_DID_CREATE_FILES, self._files_changed),
            (types.WORKSPACE_DID_DELETE_FILES, self._files_changed),
            (types.WORKSPACE_DID_RENAME_FILES, self._files_renamed),
        ):
            self._on(method, files_changed, FILE_OPERATIONS)

    def _on(self, method: str, handler: Callable[[Any], object], options: object = None) -> None:
        """Let ``handler`` handle ``method``; pygls marks its handlers, and methods can't be marked."""
        self.feature(method, options)(partial(handler))

    def _initialize(self, params: types.InitializeParams) -> None:
        client = self._session.client = Client.of(params.capabilities)
        self.protocol.trace = params.trace or types.TraceValue.Off
        self._found.keeps = client.watches
        self._settings.folders = _folders(params)
        self._settings.use_options(params.initialization_options)
        if client.finds_symbols:
            self._on(types.WORKSPACE_SYMBOL, self._find_symbols)
        if client.pulls:
            # A client that can be told to ask again is told when another document changes what is found in one.
            options = types.DiagnosticOptions(
                identifier=SOURCE,
                inter_file_dependencies=not client.refreshes,
                workspace_diagnostics=True,
            )
            self._on(types.TEXT_DOCUMENT_DIAGNOSTIC, self._pull, options)
            self._on(types.WORKSPACE_DIAGNOSTIC, self._pull_workspace)
        for feature in FEATURES:
            if offered := feature.offered(client):
                self._on(feature.method, self._answer_with(feature), None if offered is True else offered)
        for wide in WIDE_FEATURES:
            if offered := wide.offered(client):
                self._on(wide.method, self._answer_widely(wide), None if offered is True else offered)
        if params.process_id and parent.is_alive(params.process_id):
            self._watching_parent = asyncio.create_task(self._follow(params.process_id))

    async def _follow(self, process_id: int) -> None:
        await parent.wait_for_end(process_id)
        self._inbox.close()

    def _initialized(self, _: types.InitializedParams) -> None:
        version = platform.python_version()
        encoding = self._session.client.encoding
        self.log(f"Whylint {__version__} on Python {version}; columns in {encoding}", types.MessageType.Info)
        registrations = list(registrations_for(self._session.client))
        if registrations:
            self.client_register_capability(types.RegistrationParams(registrations))
        self._ask_settings()

    def open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take over a document."""
        document = params.text_document
        if is_configuration(document.uri):
            self._files.open(document.uri, document.version, document.text)
            return
        self._session.open(document.uri, document.version, document.text)
        self._show(document.uri)
        self._look_around_soon()

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Follow the edits of a document."""
        uri = params.text_document.uri
        document = self._session.documents.get(uri) or self._files.documents.get(uri)
        if document is None:
            self.log(f"Edited but not open: {uri}")
            return
        apply(document, params.text_document.version, params.content_changes, self._session.client.encoding)
        if uri in self._session.documents:
            self._show(uri)
            self._look_around_soon()

    def close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Give a document back, and take away what was shown of it."""
        uri = params.text_document.uri
        if self._files.documents.pop(uri, None) is None:
            self._session.close(uri)
            self._take_away(uri)

    def _take_away(self, uri: str) -> None:
        """Let nothing be shown of a document that was given back."""
        self._untidy = True
        self._due.pop(uri, None)
        if not self._session.client.pulls:
            self._push({"uri": uri, "diagnostics": []})
        self._look_around_soon()

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """Take over the Markdown cells of a notebook."""
        self._show_cells(open_notebook(self._session, params))

    def change_notebook(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """Follow the edits of a notebook."""
        changed, gone = change_notebook(self._session, params)
        for uri in gone:
            self._take_away(uri)
        self._show_cells(changed)

    def close_notebook(self, params: types.DidCloseNotebookDocumentParams) -> None:
        """Give a notebook back."""
        for uri in close_notebook(self._session, params):
            self._take_away(uri)

    def _show_cells(self, uris: list[str]) -> None:
        for uri in uris:
            self._show(uri)
        self._look_around_soon()

    def _answer_with(self, feature: Feature) -> Callable[[Any], object]:
        """Return a handler of the requests that a feature answers."""

        def answer(params: Any) -> object:
            file = self._files.documents.get(feature.uri(params))
            if file is not None and feature.of_configuration is not None:
                return feature.of_configuration(file, self._session.client, params)
            if feature.method == types.TEXT_DOCUMENT_HOVER:
                snapshot = self._session.glance(feature.uri(params))
                if snapshot is not None and params.position.line >= len(snapshot.analysis.lines):
                    return feature.nothing
            else:
                snapshot = self._session.snapshot(feature.uri(params))
            return feature.nothing if snapshot is None else feature.answer(snapshot, params)

        return answer

    def _answer_widely(self, feature: WideFeature) -> Callable[[Any], Awaitable[object]]:
        """Return a handler of the requests that a feature answers from the whole workspace."""

        async def answer(params: Any) -> object:
            snapshot = self._session.snapshot(feature.uri(params))
            if snapshot is None:
                return feature.nothing
            async with self._work(feature.title, params.work_done_token) as work:
                return await feature.answer(snapshot, params, self._names, work)

        return answer

    async def _pull_workspace(self, params: types.WorkspaceDiagnosticParams) -> Json:
        previous = {each.uri: each.value for each in params.previous_result_ids}
        tokens = iter([params.work_done_token])

        def work() -> Work:
            # The client's own token is good for one piece of work; what comes after a wait is another one.
            return self._work("Asking in the workspace", next(tokens, None))

        def tell(token: types.ProgressToken, items: list[Json]) -> None:
            self.protocol.notify(types.PROGRESS, types.ProgressParams(token, {"items": items}))

        part = params.partial_result_token
        parts = partial(tell, part) if part is not None else None
        return await self._workspace.answer(previous, self._files_to_show, work, parts)

    async def _files_to_show(self) -> Sequence[Path]:
        """Return the files of the folders whose settings ask for what is found in files that are not open."""
        of = self._settings.configurations.of
        wanted = [folder for folder in self._settings.folders if of(folder).shows_workspace]
        return await self._found.below(wanted) if wanted else ()

    async def _all_files(self) -> Sequence[Path]:
        """Return the files of all folders of the workspace."""
        return await self._found.below(self._settings.folders)

    def _work(
        self, title: str, token: types.ProgressToken | None, may_go_on: Callable[[], bool] | None = None
    ) -> Work:
        shows = self._session.client.shows_progress
        return Work(self.work_done_progress, title, token=token, may_show=shows, may_go_on=may_go_on)

    async def _find_symbols(self, params: types.WorkspaceSymbolParams) -> list[Json]:
        async with self._work("Looking for criteria", params.work_done_token) as work:
            files = await work.wait_for(self._all_files())
            return await find(self._session, files, params.query, work)

    def _show_group(self, uri: str, line: int) -> None:
        snapshot = self._session.snapshot(uri)
        place = place_to_show(snapshot, line) if snapshot else None
        if place is not None:
            self.protocol.ask(types.WINDOW_SHOW_DOCUMENT, place)

    def _ask_group(self, uri: str, line: int) -> None:
        snapshot = self._session.snapshot(uri)
        edit = questions_of_group(snapshot, line) if snapshot else None
        if edit is not None:
            self.protocol.ask(types.WORKSPACE_APPLY_EDIT, edit)

    def _disable(self, uri: str, rule: str) -> None:
        """Have a rule left out of the configuration that holds for a document, begun where there is none."""
        configuration = self._settings.configuration_of(uri)
        path, extended = configuration.path, configuration.extended_ignore
        if path is None:
            own = path_of(uri)
            folder = self._settings.root or (own.parent if own else None)
            if folder is None:
                return
            path = folder / NAMES[0]
        if opened := self._files.documents.get(uri_of(str(path))):
            edit = edit_of_configuration(self._session.client, opened, rule, extended)
            if edit is not None:
                self.protocol.ask(types.WORKSPACE_APPLY_EDIT, edit)
                return
        elif self._leave_out(path, rule, extended):
            self._reconfigure()
            self.log(f"{path.name} leaves {rule} out from now on", types.MessageType.Info)
            return
        self.log(f"{path.name} leaves {rule} out already, or has to be changed by hand")

    def _leave_out(self, path: Path, rule: str, extended: Sequence[str]) -> bool:
        """Leave a rule out in a configuration file that nobody has open, and return whether that changed it."""
        try:
            return write_ignoring(path, rule, extended)
        except (OSError, UnicodeDecodeError) as error:
            self.log_error(f"{path}: cannot be changed: {error}")
            return False

    def _pull(self, params: types.DocumentDiagnosticParams) -> Json:
        uri = params.text_document.uri
        document = self._session.documents.get(uri)
        if document is None:
            return {"kind": "full", "items": []}
        return report(document, self._glance(uri), params.previous_result_id)

    def _glance(self, uri: str) -> Snapshot | None:
        """Return what there is to show of a document; what is shown in part is shown again when it is read."""
        snapshot = self._session.glance(uri)
        if not self._session.is_read(uri):
            self._shown_in_part.add(uri)
        return snapshot

    def _toggle(self, uri: str) -> None:
        if document := self._session.documents.get(uri):
            document.expanded = not document.expanded
            self._show_again()

    def _ask_settings(self) -> None:
        """Ask a client that keeps settings for those of each folder of the workspace."""
        if not self._session.client.configures:
            return
        folders: list[Path | None] = [None, *self._settings.folders]
        items: list[Json] = [{"section": SECTION}]
        items += ({"section": SECTION, "scopeUri": uri_of(str(folder))} for folder in folders if folder)

        def take(answers: object) -> None:
            by_folder = dict(zip(folders, answers, strict=False)) if isinstance(answers, list) else {}
            if self._settings.use_settings(by_folder):
                self._reread()

        self.protocol.inquire(types.WORKSPACE_CONFIGURATION, {"items": items}, take)

    def _settings_changed(self, params: types.DidChangeConfigurationParams) -> None:
        told = params.settings.get(SECTION) if isinstance(params.settings, dict) else None
        if told is not None and not self._session.client.configures:
            self._settings.use_settings({None: told})
        self._reconfigure()
        self._ask_settings()

    def _folders_changed(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = [path_of(folder.uri) for folder in params.event.removed]
        came = [path for folder in params.event.added if (path := path_of(folder.uri))]
        kept = [path for path in self._settings.folders if path not in gone and path not in came]
        self._settings.folders = [*kept, *came]
        self._reconfigure()
        self._ask_settings()

    def _watched_files_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        self._paths_changed(change.uri for change in params.changes)

    def _files_changed(self, params: types.CreateFilesParams | types.DeleteFilesParams) -> None:
        self._paths_changed(file.uri for file in params.files)

    def _files_renamed(self, params: types.RenameFilesParams) -> None:
        self._paths_changed(uri for file in params.files for uri in (file.old_uri, file.new_uri))

    def _paths_changed(self, uris: Iterable[str]) -> None:
        """Read again what follows from some files: all, where they decide how documents are read."""
        self._session.forget_files()
        self._found.forget()
        if any(path is None or self._settings.decides(path) for path in map(path_of, uris)):
            self._reconfigure()
        self._look_around_soon()

    def _reconfigure(self) -> None:
        self._settings.forget()
        self._reread()

    def _reread(self) -> None:
        """Read with other settings, and show what follows."""
        self._workspace.stir(forget=True)
        self._found.forget()
        self._session.reconfigure()
        self._show_again()

    def _look_around_soon(self) -> None:
        """Look at what other documents say, once nobody has typed for a moment."""
        if self._pausing is not None:
            self._pausing.cancel()
        self._pausing = asyncio.get_running_loop().call_later(SECONDS_OF_A_PAUSE, self._look_around)

    def _look_around(self) -> None:
        self._pausing = None
        self._workspace.stir()
        if self._learning is None and self._session.client.asks_for("references"):
            self._learning = asyncio.create_task(self._learn())
        try:
            changed = [uri for uri in self._session.documents if self._session.look_around(uri)]
            if changed:
                self._show_again()
            self._rest()
        except Exception as error:
            logger.exception("Cannot look around")
            self.report_server_error(error, PyglsError)

    async def _learn(self) -> None:
        """Read the names in the workspace before anybody asks for one."""
        try:
            async with self._work("Reading the names in the workspace", None, self._is_quiet) as work:
                await self._names.learn(work)
        except Exception as error:
            logger.exception("Cannot read the names in the workspace")
            self.report_server_error(error, PyglsError)

    def _is_quiet(self) -> bool:
        """Tell whether nobody has typed for a moment, and all that is open is read."""
        return self._pausing is None and not self._session.is_reading

    def _show_again(self) -> None:
        """Show what follows from something else than an edit."""
        client = self._session.client
        if client.pulls and client.refreshes:
            self.workspace_diagnostic_refresh(None)
        if client.refreshes_lenses:
            self.workspace_code_lens_refresh(None)
        if client.refreshes_hints:
            self.workspace_inlay_hint_refresh(None)
        for uri in self._session.documents:
            self._show(uri)

    def _show(self, uri: str) -> None:
        """Have what is found in a document pushed, once no message waits, to a client that does not pull."""
        if not self._session.client.pulls:
            self._due[uri] = None

    def _push_due(self) -> None:
        due, self._due = self._due, {}
        for uri in due:
            self._push(publication(self._session.documents[uri], self._glance(uri)))

    def _push(self, publication: Json) -> None:
        self.protocol.notify(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, publication)


def _folders(params: types.InitializeParams) -> list[Path]:
    """Return the folders that the client has open."""
    uris = [folder.uri for folder in params.workspace_folders or ()]
    return [path for uri in uris or [params.root_uri or ""] if (path := path_of(uri))]
