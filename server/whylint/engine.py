"""Document and settings in, findings out: the one way in for the command line and the language server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from whylint.checked import check, told_slices
from whylint.markdown.document import TooMuchError, parse, update
from whylint.settings import Settings
from whylint.spec.cover import Destination
from whylint.spec.links import fragments
from whylint.spec.neighbours import pointers, summarise, told_elsewhere
from whylint.spec.reader import DocumentReading
from whylint.spec.references import References
from whylint.text.edits import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.checked import Checked
    from whylint.conventions import Conventions
    from whylint.markdown.document import Markdown
    from whylint.rules.finding import Finding
    from whylint.spec.model import Criterion, Group, Spec
    from whylint.spec.neighbours import Beside, Pointer, Summary
    from whylint.spec.reader import Slice


MUCH = 1000  # lines that are read at once, at most
PIECE = 200  # lines that are read at once of what is longer


@dataclass(frozen=True, eq=False)
class Analysis:
    """A document as it was understood, and what there is to ask about it."""

    lines: tuple[str, ...]
    markdown: Markdown
    reading: DocumentReading
    checked: Checked

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to ask, in order of its place."""
        return self.checked.findings

    @property
    def facts(self) -> Spec:
        """What can be said of it as a whole, without the passages that say it."""
        return self.reading.facts

    @property
    def own(self) -> Spec:
        """What the document itself says."""
        return self.reading.spec

    @cached_property
    def spec(self) -> Spec:
        """The same, with what its neighbours say."""
        return told_elsewhere(self.own, self.checked.neighbours)

    def spec_around(self, line: int) -> Spec:
        """Return what is said around a line, and of the rest of the document no more than the elements."""
        return told_elsewhere(self.reading.spec_around(line), self.checked.neighbours)

    @cached_property
    def overview(self) -> Spec:
        """The same, with the elements of a spec: at hand at once, where ``spec`` has to be put together."""
        return self.reading.overview

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """What each chapter says, in lines of its own, with what its neighbours say; at hand at once, too."""
        return told_slices(self.reading, self.checked)

    @property
    def groups_by_slice(self) -> list[tuple[int, Group]]:
        """The groups of the slices, each with the line of the document that its lines count from."""
        return [(each.start, group) for each in self.slices for group in each.spec.groups]

    def groups_between(self, first: int, last: int) -> tuple[Group, ...]:
        """Return the groups of criteria on the lines from ``first`` to ``last``, with all that is said around them."""
        return self._told(self.reading.groups_between(first, last))

    def resting_near(self, line: int) -> tuple[Group, ...]:
        """Return the groups that may rest on a passage on a line."""
        return self._told(self.reading.resting_near(line))

    def criterion_at(self, line: int) -> tuple[Group, Criterion] | None:
        """Return the criterion that covers a line, with its group."""
        return self.spec_around(line).criterion_at(line)

    def _told(self, groups: Iterable[Group]) -> tuple[Group, ...]:
        return told_elsewhere(replace(self.facts, groups=tuple(groups)), self.checked.neighbours).groups

    @cached_property
    def references(self) -> References:
        """The names in it."""
        return References(self.lines, self.markdown, self.facts.language, self.slices)


def _analysis(
    lines: Sequence[str],
    reading: DocumentReading,
    settings: Settings,
    neighbours: Sequence[Beside],
    previous: Checked | None = None,
) -> Analysis:
    checked = check(reading, lines, settings, neighbours, previous)
    return Analysis(tuple(lines), reading.markdown, reading, checked)


def analyse(
    lines: Sequence[str], settings: Settings | None = None, neighbours: Sequence[Beside] = ()
) -> Analysis:
    """Return what there is to ask about a document; ``lines`` are as ``split_lines`` gives them."""
    settings = settings or Settings()
    reading = DocumentReading(parse(lines), lines, settings.conventions)
    return _analysis(lines, reading, settings, neighbours)


def reanalyse(
    previous: Analysis,
    lines: Sequence[str],
    changes: Iterable[Change],
    settings: Settings | None = None,
    neighbours: Sequence[Beside] = (),
    *,
    most: int | None = None,
) -> Analysis:
    """Return what ``analyse(lines)`` does, doing again only what the changes touched.

    ``changes`` lead from the previous analysis to ``lines``. Only one of them can be followed block by block, since
    those before the last one were made to lines that are gone: several are taken as one that spans them all. Raises
    TooMuchError where more than ``most`` lines are to be read again.
    """
    merged = _merged(tuple(changes), len(previous.lines), len(lines))
    markdown = previous.markdown if merged is None else update(previous.markdown, lines, merged, most)
    settings = settings or Settings()
    reading = DocumentReading(markdown, lines, settings.conventions, previous.reading)
    if most is not None and reading.new_lines > most:
        raise TooMuchError
    return _analysis(lines, reading, settings, neighbours, previous.checked)


def advance(
    previous: Analysis | None,
    lines: Sequence[str],
    changes: Sequence[Change],
    settings: Settings | None = None,
    neighbours: Sequence[Beside] = (),
) -> Analysis:
    """Return the analysis of a document, or of its first lines where it is long: as many as are read in a moment.

    The previous one is that of the document before the changes, or of its first lines; None where nothing is read yet.
    So a document is read to its end piece by piece, as if somebody typed it in large strokes, and what is read of it is
    exact for itself at any time. Whoever edits it meanwhile, or makes an edit after which much has to be read again,
    goes on from there.
    """
    if previous is None:
        return analyse(lines if len(lines) <= MUCH else lines[:PIECE], settings, neighbours)
    read = len(previous.lines)
    # What cannot be divided has to be read as a whole.
    divided = previous.reading.is_divided
    before = len(lines) - sum(change.inserted - change.removed for change in changes)
    change = _merged(tuple(changes), before, len(lines))
    if change is not None and (read == before or change.first + change.removed <= read):
        end = read + change.inserted - change.removed
        try:
            return reanalyse(
                previous, lines[:end], (change,), settings, neighbours, most=MUCH if divided else None
            )
        except TooMuchError:
            read = change.first
    elif change is not None:
        read = min(read, change.first)
    end = min(len(lines), read + PIECE) if divided else len(lines)
    return reanalyse(
        previous, lines[:end], (Change(read, len(previous.lines) - read, end - read),), settings, neighbours
    )


def among(analysis: Analysis, neighbours: Sequence[Beside], settings: Settings | None = None) -> Analysis:
    """Return the analysis of a document that has these neighbours, without reading the document again."""
    return _analysis(analysis.lines, analysis.reading, settings or Settings(), neighbours, analysis.checked)


def pointed_to(analysis: Analysis) -> tuple[Pointer, ...]:
    """Return the documents that a document links to or names."""
    return pointers(analysis.markdown, analysis.reading.facts.language)


def summary(lines: Sequence[str], path: str, conventions: Conventions) -> Summary:
    """Return what the document at ``path`` says that may count in others."""
    return summarise(parse(lines), path, conventions)


def destination(address: str, lines: Sequence[str]) -> Destination:
    """Return what is found at the address of a document: what leads to its places, and the names that it gives."""
    analysis = analyse(lines)
    names = tuple(anchor.written for anchor in analysis.references.anchors if anchor.is_id)
    return Destination(address, True, tuple(fragments(analysis.markdown, lines)), names)


def _merged(changes: tuple[Change, ...], before: int, after: int) -> Change | None:
    """Return one change that spans all of them, None where there is none."""
    if len(changes) < 2:
        return changes[0] if changes else None
    first = min(change.first for change in changes)
    untouched = after
    length = before
    for change in changes:
        length += change.inserted - change.removed
        untouched = min(untouched, length - change.first - change.inserted)
    return Change(first, before - first - untouched, after - first - untouched)
