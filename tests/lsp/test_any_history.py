"""Whatever happened to a workspace, the server says what a fresh one says of what has come of it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from whylint.lsp.diagnostics import publication
from whylint.lsp.server import Server

if TYPE_CHECKING:
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding

DOCUMENTS = ("a.md", "errors.md", "change/tasks.md", "change/proposal.md")
CONFIGURATIONS = ("whylint.toml", "change/whylint.toml", "base.toml")
CREATED, CHANGED, DELETED = 1, 2, 3
PIECES = (
    "# Receipts\n",
    "Field staff cannot send their receipts in time, and are paid back a month late.\n",
    "[Errors](errors.md)\n",
    "Problem: see change/proposal.md\n",
    "[Errors](../errors.md)\n",
    "## Acceptance criteria\n",
    "- The customer uploads a receipt\n",
    "- The clerk deletes a snappy receipt\n",
    "- When an upload is refused, the form keeps its entries and says why\n",
    "- What happens when the upload fails?\n",
    "<!-- whylint-disable-file missing-user-problem -->\n",
    "```\n",
    "\n",
)
# Every one is TOML: what a broken file said before holds on, and that a fresh server cannot know.
SETTINGS = (
    "",
    'ignore = ["missing-user-problem"]\n',
    'extend = "base.toml"\n',
    'extend = "../base.toml"\nweak-words = ["receipt"]\n',
    'select = 1\nxyzzy = "x"\n',
    'exclude = ["a.md"]\nlanguages = ["de"]\n',
    'max-size = 1\n[severity]\nmissing-error-state = "hint"\n',
    '[[files]]\nmatch = ["*.md"]\nkind = "none"\n',
)
WHY = "".join(PIECES[:2])
ERRORS = "# Errors\n\n- When an upload is refused, the form keeps its entries and says why\n"
SPEC = "# Receipts\n\n[Errors](../errors.md)\n\n## Acceptance criteria\n\n- The customer uploads a snappy receipt\n"
texts = st.sampled_from(("", WHY, ERRORS, SPEC)) | st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
documents = st.sampled_from(DOCUMENTS)


class Silent:
    """Takes what the server writes and lets it go."""

    def write(self, data: bytes) -> None: ...

    def close(self) -> None: ...


class Recording(Server):
    """A server that keeps what it shows, and does at once what otherwise waits for a pause."""

    def __init__(self, loop: asyncio.AbstractEventLoop, root: Path) -> None:
        super().__init__()
        self.shown: dict[str, list[Json]] = {}
        self._own_loop = loop
        self.protocol.set_writer(Silent())
        self.tell("initialize", {"capabilities": {}, "rootUri": root.as_uri()}, id=1)
        self.tell("initialized", {})

    def tell(self, method: str, params: Json, **more: object) -> None:
        """Handle a message, and all that follows from it."""

        async def handle() -> None:
            self.protocol.handle({"jsonrpc": "2.0", "method": method, "params": params, **more})
            self._untidy = False  # to collect what thousands of servers left would take most of the time
            self._rest()
            if self._pausing is not None:
                self._pausing.cancel()
                self._look_around()

        self._own_loop.run_until_complete(handle())

    def _push(self, publication: Json) -> None:
        self.shown[publication["uri"]] = publication["diagnostics"]

    def open_document(self, uri: str, text: str) -> None:
        """Open a document."""
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def findings(self, uri: str) -> tuple[Finding, ...] | None:
        """Return what there is to ask about a document."""
        snapshot = self._session.snapshot(uri)
        return None if snapshot is None else snapshot.analysis.findings

    def should_show(self) -> dict[str, list[Json]]:
        """Return what is to be shown of the open documents as they are now."""
        return {
            uri: publication(document, self._session.snapshot(uri))["diagnostics"]
            for uri, document in self._session.documents.items()
        }


class Workspace(RuleBasedStateMachine):
    """A workspace, an editor that has some of its documents open, and the server."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp()).resolve()
        (self.root / ".git").mkdir()
        (self.root / "change").mkdir()
        self.loop = asyncio.new_event_loop()
        self.open: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.editor: Json = {}
        self.server = Recording(self.loop, self.root)

    def teardown(self) -> None:
        self.loop.close()
        shutil.rmtree(self.root)

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def watch(self, *changes: tuple[str, int]) -> None:
        told = [{"uri": self.uri(name), "type": kind} for name, kind in changes]
        self.server.tell("workspace/didChangeWatchedFiles", {"changes": told})

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        kind = CHANGED if path.exists() else CREATED
        path.write_text(text)
        self.watch((name, kind))

    @initialize(proposal=texts, errors=texts)
    def begin(self, proposal: str, errors: str) -> None:
        self.write("change/proposal.md", proposal)
        self.write("errors.md", errors)
        self.open_it("change/tasks.md", SPEC)

    @rule(name=documents, text=texts)
    def somebody_writes_a_document(self, name: str, text: str) -> None:
        self.write(name, text)

    @rule(neighbour=st.sampled_from((("change/proposal.md", WHY), ("errors.md", ERRORS))), says=st.booleans())
    def a_neighbour_says_something_or_nothing(self, neighbour: tuple[str, str], *, says: bool) -> None:
        name, text = neighbour
        self.write(name, text if says else "")

    @rule(name=st.sampled_from(CONFIGURATIONS), text=st.sampled_from(SETTINGS))
    def somebody_writes_a_configuration(self, name: str, text: str) -> None:
        self.write(name, text)

    @rule(name=st.sampled_from((*DOCUMENTS, *CONFIGURATIONS)))
    def somebody_deletes_a_file(self, name: str) -> None:
        if (self.root / name).exists():
            (self.root / name).unlink()
            self.watch((name, DELETED))

    @rule(old=documents, new=documents)
    def a_file_is_renamed(self, old: str, new: str) -> None:
        if not (self.root / old).exists() or (self.root / new).exists() or new in self.open:
            return
        text = self.open.pop(old, None)
        if text is not None:
            self.server.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(old)}})
        (self.root / old).rename(self.root / new)
        files = [{"oldUri": self.uri(old), "newUri": self.uri(new)}]
        self.server.tell("workspace/didRenameFiles", {"files": files})
        if text is not None:
            self.open_it(new, text)

    def open_it(self, name: str, text: str) -> None:
        self.open[name], self.versions[name] = text, 1
        self.server.open_document(self.uri(name), text)

    @rule(name=documents, unsaved=texts)
    def a_document_is_opened(self, name: str, unsaved: str) -> None:
        if name not in self.open:
            path = self.root / name
            self.open_it(name, path.read_text() if path.exists() else unsaved)

    @precondition(lambda self: self.open)
    @rule(data=st.data(), piece=st.sampled_from(PIECES))
    def a_line_is_typed_or_taken_out(self, data: st.DataObject, piece: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.open)))
        lines = self.open[name].split("\n")
        start = data.draw(st.integers(0, len(lines) - 1))
        end = data.draw(st.integers(start, min(start + 2, len(lines) - 1)))
        self.open[name] = "".join(f"{line}\n" for line in lines[:start]) + piece + "\n".join(lines[end:])
        self.versions[name] += 1
        document = {"uri": self.uri(name), "version": self.versions[name]}
        span = {"start": {"line": start, "character": 0}, "end": {"line": end, "character": 0}}
        self.server.tell(
            "textDocument/didChange",
            {"textDocument": document, "contentChanges": [{"range": span, "text": piece}]},
        )

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def a_document_is_saved(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.open)))
        self.write(name, self.open[name])

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def a_document_is_closed(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.open)))
        del self.open[name]
        self.server.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    @rule(ignored=st.sampled_from(([], ["missing-user-problem"], ["missing-error-state"], "nonsense")))
    def the_editors_settings_change(self, ignored: object) -> None:
        self.editor = {"settings": {"whylint": {"ignore": ignored}}}
        self.server.tell("workspace/didChangeConfiguration", self.editor)

    @invariant()
    def a_fresh_server_says_the_same(self) -> None:
        fresh = Recording(self.loop, self.root)
        if self.editor:
            fresh.tell("workspace/didChangeConfiguration", self.editor)
        for name, text in self.open.items():
            fresh.open_document(self.uri(name), text)
        found = {name: self.server.findings(self.uri(name)) for name in self.open}
        assert found == {name: fresh.findings(self.uri(name)) for name in self.open}
        configurations = {self.uri(name) for name in CONFIGURATIONS}
        told: dict[str, Any] = {uri: items for uri, items in self.server.shown.items() if items}
        # A fresh server knows only of the files that hold for what is open.
        for uri in configurations & fresh.shown.keys():
            assert told.get(uri, []) == fresh.shown[uri]

    @invariant()
    def what_is_shown_is_what_is_true_now(self) -> None:
        shown = {uri: items for uri, items in self.server.shown.items() if uri.endswith(".md")}
        assert {uri: items for uri, items in shown.items() if items} == {
            uri: items for uri, items in self.server.should_show().items() if items
        }


# The same histories each time: what chance finds is for the long run.
QUICK = settings(max_examples=15, stateful_step_count=20, deadline=None, derandomize=True, database=None)
LONG = settings(QUICK, max_examples=200, derandomize=False, phases=(Phase.generate,))


def test_any_history() -> None:
    run_state_machine_as_test(Workspace, settings=QUICK)


@pytest.mark.fuzz
def test_many_histories() -> None:
    run_state_machine_as_test(Workspace, settings=LONG)
