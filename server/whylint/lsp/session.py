"""The documents that the client has open, and what is understood of them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whylint import engine
from whylint.lsp import collector
from whylint.lsp.client import Client
from whylint.lsp.touched import TouchedLines
from whylint.text.edits import Change, splice
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from whylint.engine import Analysis
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding
    from whylint.settings import Settings
    from whylint.text.edits import Edit

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document as a request finds it: every feature answers from one of these, and changes nothing.

    expanded: the findings that the engine folded are shown too. touched: the lines edited since it was opened.
    """

    uri: str
    version: int
    analysis: Analysis
    expanded: bool
    touched: TouchedLines
    client: Client

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings shown in their places: those not folded, and those of the groups that are being edited."""
        if self.expanded:
            return self.analysis.findings
        edited = self._edited()
        return tuple(f for f in self.analysis.findings if not f.folded or f.span.start.line in edited)

    @property
    def folded(self) -> tuple[Finding, ...]:
        """The findings that the engine folded, and that are not shown in their places unless everything is."""
        edited = self._edited()
        return tuple(f for f in self.analysis.findings if f.folded and f.span.start.line not in edited)

    def _edited(self) -> frozenset[int]:
        """Return the lines of the groups that somebody has touched: whoever edits a story wants its questions.

        Work that is done stays quiet whoever edits it.
        """
        spec = self.analysis.spec
        if spec.settled:
            return frozenset()
        groups = (range(group.start_line, group.end_line) for group in spec.groups)
        return frozenset(
            line for group in groups if self.touched.within(group.start, group.stop) for line in group
        )


@dataclass(slots=True)
class Document:
    """An open document: its text as the client last told it, and the last analysis of it.

    analysis: None before the first one, and where it failed. changes: those made to ``lines`` since then.
    current: nothing has changed since the analysis was tried. settings: None until they are looked up.
    reported: the diagnostics that the client last pulled, with their id. touched: the lines edited since it was opened.
    """

    uri: str
    version: int
    lines: list[str]
    expanded: bool = False
    analysis: Analysis | None = None
    changes: list[Change] = field(default_factory=list)
    settings: Settings | None = None
    current: bool = False
    reported: tuple[str, list[Json]] | None = None
    touched: TouchedLines = field(default_factory=TouchedLines)

    def edit(self, edit: Edit) -> None:
        """Make ``edit``."""
        change = splice(self.lines, edit)
        self.changes.append(change)
        self.touched.follow(change)
        self.current = False

    def replace(self, text: str) -> None:
        """Let ``text`` be the whole text."""
        lines = split_lines(text)
        self.changes.append(Change(0, len(self.lines), len(lines)))
        self.lines[:] = lines
        self.touched = TouchedLines()  # what became of the lines edited before cannot be told
        self.current = False


class Session:
    """All that the server keeps between two messages.

    settings_of: the configuration that holds for a document, by its URI.
    log: tells the client of trouble, in a sentence.
    """

    def __init__(self, settings_of: Callable[[str], Settings], log: Callable[[str], None]) -> None:
        self.client = Client()
        self.documents: dict[str, Document] = {}
        self._settings_of = settings_of
        self._log = log

    def open(self, uri: str, version: int, text: str) -> None:
        """Take over the document ``uri`` from the client."""
        self.documents[uri] = Document(uri, version, split_lines(text))

    def close(self, uri: str) -> None:
        """Forget the document ``uri``."""
        self.documents.pop(uri, None)

    def reconfigure(self) -> None:
        """Look up the settings of every document again."""
        for document in self.documents.values():
            document.settings = None
            document.current = False

    def snapshot(self, uri: str) -> Snapshot | None:
        """Return the document ``uri`` as it is now, or None where it is not open or cannot be analysed."""
        document = self.documents.get(uri)
        if document is None:
            return None
        if not document.current:
            self._analyse(document)
        if document.analysis is None:
            return None
        return Snapshot(
            uri, document.version, document.analysis, document.expanded, document.touched, self.client
        )

    def _analyse(self, document: Document) -> None:
        """Bring the analysis of ``document`` up to date.

        The engine raises on no text. Should it do so all the same, then the document shows nothing until it
        can be read whole again.
        """
        previous, changes = document.analysis, document.changes
        document.analysis, document.changes, document.current = None, [], True
        try:
            if document.settings is None:
                document.settings = self._settings_of(document.uri)
            if previous is None:
                with collector.paused():
                    document.analysis = engine.analyse(document.lines, document.settings)
            else:
                document.analysis = engine.reanalyse(previous, document.lines, changes, document.settings)
        except Exception as error:
            logger.exception("Cannot analyse %s", document.uri)
            self._log(f"Cannot analyse {document.uri}: {type(error).__name__}: {error}")
