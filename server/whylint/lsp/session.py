"""The documents that the client has open, and what is understood of them."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pygls.uris import from_fs_path, to_fs_path

from whylint import engine
from whylint.lsp import collector
from whylint.lsp.addresses import path_of, uri_of
from whylint.lsp.around import Surroundings
from whylint.lsp.client import Client
from whylint.lsp.touched import TouchedLines
from whylint.spec.stretches import common
from whylint.text.edits import Change, splice
from whylint.text.lines import split_lines
from whylint.workspace.nearby import Nearby
from whylint.workspace.reading import UnreadableError, read_text, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from whylint.engine import Analysis
    from whylint.lsp.configuration import DocumentSettings
    from whylint.lsp.symbols import Outlined
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding
    from whylint.settings import Settings
    from whylint.spec.neighbours import Beside
    from whylint.spec.references import References
    from whylint.text.edits import Edit
    from whylint.workspace.configuration import Configuration

logger = logging.getLogger(__name__)


class Page(NamedTuple):
    """A document of the workspace, open or not, and the names in it."""

    uri: str
    analysis: Analysis

    @property
    def references(self) -> References:
        """The names in it."""
        return self.analysis.references

    @property
    def lines(self) -> Sequence[str]:
        """Its text."""
        return self.analysis.lines


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document as a request finds it: every feature answers from one of these, and changes nothing.

    expanded: the findings that the engine folded are shown too. touched: the lines edited since it was opened.
    outlined: the symbols as they were last written. configuration: tells what
    holds for it. page_of: reads another document;
    nearby: reads those around this one, nearest first;
    version_of: tells the version of a document, None where it is not open.
    """

    uri: str
    version: int
    analysis: Analysis
    expanded: bool
    touched: TouchedLines
    client: Client
    outlined: dict[int, Outlined]
    configuration: Callable[[], Configuration]
    page_of: Callable[[str], Page | None]
    nearby: Callable[[], Iterator[Page]]
    version_of: Callable[[str], int | None]

    @property
    def page(self) -> Page:
        """The document as others see it."""
        return Page(self.uri, self.analysis)

    @property
    def references(self) -> References:
        """The names in it."""
        return self.analysis.references

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings shown in their places: those not folded, and those of the groups that are being edited."""
        return self.analysis.findings if self.expanded else tuple(self.divided[0])

    @property
    def folded(self) -> tuple[Finding, ...]:
        """The findings that the engine folded, and that are not shown in their places unless everything is."""
        return tuple(self.divided[1])

    @property
    def divided(self) -> tuple[list[Finding], list[Finding]]:
        """The findings shown in their places, and the folded ones, as they are before everything is shown."""
        edited = self._edited()
        shown: list[Finding] = []
        folded: list[Finding] = []
        for finding in self.analysis.findings:
            away = finding.folded and finding.span.start.line not in edited
            (folded if away else shown).append(finding)
        return shown, folded

    def _edited(self) -> set[int]:
        """Return the lines of the groups that somebody has touched: whoever edits a story wants its questions.

        Work that is done stays quiet whoever edits it.
        """
        reading = self.analysis.reading
        edited: set[int] = set()
        line = None if reading.facts.settled else self.touched.first_from(0)
        while line is not None:
            end, groups = reading.groups_near(line)
            for start, stop in groups:
                if self.touched.within(start, stop):
                    edited.update(range(start, stop))
            line = self.touched.first_from(end)
        return edited


@dataclass(slots=True)
class Document:
    """An open document: its text as the client last told it, and the last analysis of it.

    analysis: None before the first one, and where it failed. changes: those made to ``lines`` since then.
    current: nothing has changed since the analysis was tried. unread: it is one of the first lines alone, and still to
    be led on from there. settings: None until they are looked up.
    neighbours: what other documents say that counts here, as it was when somebody last looked. note: why it is not read
    at all.
    reported: the diagnostics that the client last pulled, with their id. written: those last shown, by the identity of
    their findings; outlined: its symbols as they were last written. touched: the lines edited since it was opened.
    passing: it is looked at and forgotten.
    """

    uri: str
    version: int
    lines: list[str]
    expanded: bool = False
    analysis: Analysis | None = None
    changes: list[Change] = field(default_factory=list)
    settings: Settings | None = None
    current: bool = False
    unread: bool = False
    reported: tuple[str, list[Json]] | None = None
    written: dict[int, tuple[Finding, Json]] = field(default_factory=dict)
    outlined: dict[int, Outlined] = field(default_factory=dict)
    touched: TouchedLines = field(default_factory=TouchedLines)
    neighbours: tuple[Beside, ...] = ()
    note: str | None = None
    passing: bool = False

    def edit(self, edit: Edit) -> None:
        """Make ``edit``."""
        change = splice(self.lines, edit)
        self.changes.append(change)
        self.touched.follow(change)
        self.current = False

    def replace(self, text: str) -> None:
        """Let ``text`` be the whole text."""
        lines = split_lines(text)
        above = common(self.lines, lines)
        below = common(self.lines[above:][::-1], lines[above:][::-1])
        self.changes.append(Change(above, len(self.lines) - above - below, len(lines) - above - below))
        self.lines[:] = lines
        self.touched = TouchedLines()  # what became of the lines edited before cannot be told
        self.current = False

    def forget(self) -> None:
        """Have it read anew."""
        self.analysis, self.current, self.unread = None, False, False


class Session:
    """All that the server keeps between two messages.

    settings: tell what holds for a document. log: tells the client of trouble, in a sentence.
    notebooks: the cells of each notebook that are open documents, in their order.
    """

    def __init__(self, settings: DocumentSettings, log: Callable[[str], None]) -> None:
        self.client = Client()
        self.documents: dict[str, Document] = {}
        self.notebooks: dict[str, list[str]] = {}
        self._by_path: dict[Path, Document] = {}
        self._surroundings = Surroundings(settings, self._by_path.get, self._other_cells)
        self._nearby = Nearby(lambda path: settings.configuration_of(uri_of(str(path))).settings)
        self._settings = settings
        self._log = log

    def open(self, uri: str, version: int, text: str) -> None:
        """Take over the document ``uri`` from the client."""
        document = self.documents[uri] = Document(uri, version, split_lines(text))
        if (path := path_of(uri)) is not None:
            self._by_path[path] = document

    def close(self, uri: str) -> None:
        """Forget the document ``uri``."""
        self.documents.pop(uri, None)
        if (path := path_of(uri)) is not None:
            self._by_path.pop(path, None)

    def forget_files(self) -> None:
        """Take no file for what it was: two changes may be too close for its time to tell them apart."""
        self._surroundings.forget()

    def look_around(self, uri: str) -> bool:
        """Look again at the neighbours of a document, and return whether they say something else than before."""
        document = self.documents[uri]
        note = self._note(document)
        if note != document.note:
            document.note = note
            document.forget()
            return True
        analysis, settings = document.analysis, document.settings
        if not document.current or analysis is None or settings is None:
            return False
        neighbours = self._surroundings.neighbours(document, analysis)
        if neighbours == document.neighbours:
            return False
        document.neighbours = neighbours
        document.analysis = engine.among(analysis, neighbours, settings)
        return True

    def _note(self, document: Document) -> str | None:
        return too_large("".join(document.lines), self._settings.configuration_of(document.uri))

    def _other_cells(self, uri: str) -> list[Document]:
        """Return the other cells of the notebook that the document ``uri`` is a cell of."""
        cells = next((cells for cells in self.notebooks.values() if uri in cells), [])
        return [self.documents[each] for each in cells if each != uri and each in self.documents]

    def reconfigure(self) -> None:
        """Look up the settings of every document again, and of those around them."""
        self.forget_files()
        for document in self.documents.values():
            document.settings = None
            document.forget()  # other words, another language or another size may be read otherwise

    def snapshot(self, uri: str) -> Snapshot | None:
        """Return the document ``uri`` as it is now, or None where it is not open or cannot be analysed."""
        document = self.documents.get(uri)
        if document is None:
            return None
        self._analyse(document)
        return self._snapshot(document)

    def glance(self, uri: str) -> Snapshot | None:
        """Return what ``snapshot`` does, or no more than the first lines of a long document that is being read."""
        document = self.documents.get(uri)
        if document is None:
            return None
        self._follow(document)
        return self._snapshot(document)

    def is_read(self, uri: str) -> bool:
        """Tell whether nothing of the document ``uri`` is still to be read, after reading what is read in a moment."""
        document = self.documents.get(uri)
        if document is None:
            return True
        self._follow(document)
        return not document.unread

    @property
    def is_reading(self) -> bool:
        """Whether a document is read in part."""
        return any(document.unread for document in self.documents.values())

    def read_on(self) -> str | None:
        """Read a piece more of a document that is read in part, and return its address when that was the last one."""
        document = next(each for each in self.documents.values() if each.unread)
        self._advance(document)
        return None if document.unread else document.uri

    def _follow(self, document: Document) -> None:
        """Let the analysis of ``document`` be one of its text as it is now, or of the first lines of that."""
        if not document.current and (document.changes or not document.unread):
            self._advance(document)

    def texts_of(self, path: Path) -> list[str] | None:
        """Return the text of a file and of its neighbours, None where it can't be read."""
        return self._surroundings.texts_of(path)

    def read(self, path: Path, text: str) -> tuple[Document, Snapshot | None]:
        """Return a file that is not open as it would be if it were, and what is understood of it."""
        document = Document(uri_of(str(path)), 0, split_lines(text), passing=True)
        self._analyse(document)
        return document, self._snapshot(document)

    def _snapshot(self, document: Document) -> Snapshot | None:
        uri = document.uri
        if document.analysis is None:
            return None
        return Snapshot(
            uri,
            document.version,
            document.analysis,
            document.expanded,
            document.touched,
            self.client,
            document.outlined,
            partial(self._settings.configuration_of, uri),
            self.page,
            partial(self.nearby, uri),
            self._version,
        )

    def snapshots(self) -> Iterator[Snapshot]:
        """Yield every document that is open and can be analysed."""
        for uri in self.documents:
            if snapshot := self.snapshot(uri):
                yield snapshot

    def page(self, uri: str) -> Page | None:
        """Return the document ``uri`` as others see it, open or not; None where it can't be read."""
        if uri in self.documents:
            snapshot = self.snapshot(uri)
            return None if snapshot is None else snapshot.page
        path = to_fs_path(uri)
        analysis = self._nearby.analysis(Path(path)) if path else None
        return None if analysis is None else Page(uri, analysis)

    def page_at(self, path: Path) -> Page | None:
        """Return the document at ``path`` as others see it, open or not; None where it can't be read."""
        return self.page(self.uri_at(path))

    def uri_at(self, path: Path) -> str:
        """Return the address of the document at ``path``: as the client has it where it is open."""
        document = self._by_path.get(path)
        return uri_of(str(path)) if document is None else document.uri

    def lines_at(self, path: Path) -> list[str] | None:
        """Return the lines of an open document, None where none is open at ``path``."""
        document = self._by_path.get(path)
        return None if document is None else document.lines

    def text_at(self, path: Path) -> Sequence[str]:
        """Return the lines of the document at ``path``, open or not; none where it can't be read."""
        document = self._by_path.get(path)
        if document is not None:
            return tuple(document.lines)
        try:
            return split_lines(read_text(path))
        except UnreadableError:
            return ()

    def around(self, path: Path) -> Iterator[Path]:
        """Yield the files in the folder of a document and in the one around it."""
        return self._nearby.beside(path)

    def page_with(self, path: Path, words: Iterable[str]) -> Page | None:
        """Return the file ``path`` as others see it, None where it lacks one of the words, in whatever case."""
        analysis = self._nearby.analysis(path, words)
        return None if analysis is None else Page(from_fs_path(str(path)) or "", analysis)

    def _version(self, uri: str) -> int | None:
        document = self.documents.get(uri)
        return document.version if document else None

    def nearby(self, uri: str) -> Iterator[Page]:
        """Yield the documents around the document ``uri``, nearest first."""
        path = to_fs_path(uri)
        if path is None:
            return
        opened = {to_fs_path(each): each for each in self.documents}
        for each in map(str, self._nearby.beside(Path(path))):
            if page := self.page(opened.get(each) or from_fs_path(each) or ""):
                yield page

    def _analyse(self, document: Document) -> None:
        """Bring the analysis of ``document`` up to date."""
        while not document.current:
            self._advance(document)

    def _advance(self, document: Document) -> None:
        """Bring the analysis of ``document`` up to date, or that of a long one nearer to that.

        The engine raises on no text. Should it do so all the same, then the document shows nothing until it
        can be read whole again.
        """
        previous, changes = document.analysis, document.changes
        document.analysis, document.changes, document.current = None, [], True
        try:
            if document.settings is None:
                document.settings = self._settings.of(document.uri)
            if previous is None:
                document.note, document.unread = self._note(document), False
            if document.note is not None:
                return
            lasting = not document.passing and (previous is None or document.unread)
            with collector.paused() if lasting else nullcontext():
                analysis = engine.advance(
                    previous, document.lines, changes, document.settings, document.neighbours
                )
            was_unread, document.unread = document.unread, len(analysis.lines) < len(document.lines)
            document.current = not document.unread
            if previous is None or (was_unread and document.current):
                document.neighbours = self._surroundings.neighbours(document, analysis)
                if document.neighbours != analysis.checked.neighbours:
                    analysis = engine.among(analysis, document.neighbours, document.settings)
            document.analysis = analysis
        except Exception as error:
            document.current, document.unread = True, False
            logger.exception("Cannot analyse %s", document.uri)
            self._log(f"Cannot analyse {document.uri}: {type(error).__name__}: {error}")
