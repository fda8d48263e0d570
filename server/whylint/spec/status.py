"""How far a document is: the status that it gives itself, and whether that says that the work is done."""

from __future__ import annotations

from itertools import chain, takewhile
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for
from whylint.lexicon.lexicon import ENGLISH
from whylint.spec.forms import bare_label
from whylint.spec.reading import read
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whylint.spec.outline import Section
    from whylint.spec.units import Unit

NEAR_THE_TOP = 30  # lines in which a status stands that is about the whole document


def status_of(
    front_matter: Mapping[str, str], roots: Iterable[tuple[int, Section]], language: str
) -> str | None:
    """Return a document's status as written: in front matter, or below or behind that label near the top.

    roots: the trees of the document's sections, in order, each with the line of the document that its lines count from.
    """
    for key, value in front_matter.items():
        if _is_status(key, language):
            return value or None
    near = takewhile(lambda root: root[0] <= NEAR_THE_TOP, roots)
    statuses = chain.from_iterable(_statuses(root, NEAR_THE_TOP - start, language) for start, root in near)
    return next(filter(None, statuses), None)


def _statuses(root: Section, last: int, language: str) -> Iterator[str]:
    """Yield what is called a status in sections down to the line ``last``."""
    for section in root.walk():
        if section.line > last:
            return
        below = section.opened_by is not None and _is_status(section.title, language)
        columns: list[int] = []
        for placed in section.body:
            unit = placed.unit
            if placed.line > last:
                break
            if unit.kind is UnitKind.ROW:
                cells = [cell.text.strip() for cell in unit.cells]
                yield from (cells[at] for at in columns if at < len(cells))
                columns = [
                    at for at, cell in enumerate(cells) if not unit.level and _is_status(cell, language)
                ]
                if len(cells) > 1 and _is_status(cells[0], language) and not (columns and len(cells) > 2):
                    yield cells[1]
            elif below:
                yield (unit.rest or unit.text).strip().split("\n")[0]
                below = False
            else:
                yield from _behind_labels(unit, language)


def _behind_labels(unit: Unit, language: str) -> Iterator[str]:
    for line in unit.text.replace("：", ":").split("\n"):
        label, colon, rest = line.partition(":")
        if colon and _is_status(label, language):
            yield rest.strip()


def _is_status(label: str, language: str) -> bool:
    """Tell whether a label is nothing but a word for a status: what the status of a payment is says nothing here."""
    bare = bare_label(label.replace("_", " "))
    return any(
        match.category == "status" and match.start == 0 and match.end == len(bare)
        for match in vocabulary_for(language).labels(bare)
    )


def is_settled(status: str | None, language: str) -> bool:
    """Tell whether a status says that the work is done or dropped: begins with such a word, but for a sign."""
    return status is not None and any(
        match.category == "settled" and not any(map(str.isalnum, status[: match.start]))
        for each in {language, ENGLISH}
        for match in read(status, each).signals
    )
