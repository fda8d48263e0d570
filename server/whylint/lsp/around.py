"""The neighbours of open documents: files as they are on the screen or saved, and the other cells of a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.lsp.addresses import path_of, place_of
from whylint.spec.neighbours import Neighbour
from whylint.workspace.among import neighbours_of, summary
from whylint.workspace.destinations import Destinations
from whylint.workspace.neighbours import Around, Files, Neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from whylint.engine import Analysis
    from whylint.lsp.configuration import DocumentSettings
    from whylint.lsp.session import Document
    from whylint.spec.neighbours import Beside


class Screen(Files):
    """Texts as they are on the screen, and as they are saved where no document is open. ``opened``: finds one."""

    def __init__(self, opened: Callable[[Path], Document | None]) -> None:
        self._opened = opened

    def stamp(self, path: Path) -> Hashable:
        """Return the version of a document, or the time and the size of a file."""
        document = self._opened(path)
        return super().stamp(path) if document is None else (document.uri, document.version, id(document))

    def text(self, path: Path) -> str | None:
        """Return the text of a document or a file."""
        document = self._opened(path)
        return super().text(path) if document is None else "".join(document.lines)


class Surroundings:
    """Finds the neighbours of open documents. ``cells``: those of the notebook that a document is a cell of."""

    def __init__(
        self,
        settings: DocumentSettings,
        opened: Callable[[Path], Document | None],
        cells: Callable[[str], list[Document]],
    ) -> None:
        self._settings = settings
        self._cells = cells
        self._screen = Screen(opened)
        self._neighbourhood = Neighbourhood(settings.configurations, self._screen)
        self._destinations = Destinations(self._screen)

    def forget(self) -> None:
        """Read all files anew when they are needed next."""
        self._neighbourhood.forget()
        self._destinations.forget()

    def neighbours(self, document: Document, analysis: Analysis) -> tuple[Beside, ...]:
        """Return the neighbours of a document, with what of them counts, and what is found where it refers to."""
        if not analysis.reading.facts.is_spec:
            return ()
        found: tuple[Beside, ...] = self._other_cells(document)
        place = place_of(document.uri, None)
        if place is not None:
            text = "".join(document.lines)
            found += neighbours_of(place, analysis, self._neighbourhood.around(place, text))
            found += self._destinations.of(place, text)
        return found

    def texts_of(self, path: Path) -> list[str] | None:
        """Return the text of a file, those of its neighbours, and what it refers to; None where it can't be read."""
        text = self._screen.text(path)
        if text is None:
            return None
        around = self._neighbourhood.around(path, text)
        return [text, *(each.text for each in around), *map(repr, self._destinations.of(path, text))]

    def _other_cells(self, document: Document) -> tuple[Neighbour, ...]:
        """Return the rest of a document's notebook, which is one text to its reader."""
        if path_of(document.uri) is not None:
            return ()
        conventions = self._settings.configuration_of(document.uri).settings.conventions
        texts = (Around(each.uri, "".join(each.lines), conventions) for each in self._cells(document.uri))
        return tuple(Neighbour(summary(each), why=True, failures=True) for each in texts)
