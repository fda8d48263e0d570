"""Document and settings in, findings out: the one way in for the command line and the language server."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from whylint.checked import check
from whylint.markdown.document import parse, update
from whylint.settings import Settings
from whylint.spec.neighbours import pointers, summarise, told_elsewhere
from whylint.spec.reader import DocumentReading
from whylint.spec.references import References

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.checked import Checked
    from whylint.conventions import Conventions
    from whylint.markdown.document import Markdown
    from whylint.rules.finding import Finding
    from whylint.spec.model import Spec
    from whylint.spec.neighbours import Neighbour, Pointer, Summary
    from whylint.text.edits import Change


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

    @cached_property
    def references(self) -> References:
        """The names in it."""
        return References(self.lines, self.markdown, self.spec)


def _analysis(
    lines: Sequence[str],
    reading: DocumentReading,
    settings: Settings,
    neighbours: Sequence[Neighbour],
    previous: Checked | None = None,
) -> Analysis:
    checked = check(reading, lines, settings, neighbours, previous)
    return Analysis(tuple(lines), reading.markdown, reading, checked)


def analyse(
    lines: Sequence[str], settings: Settings | None = None, neighbours: Sequence[Neighbour] = ()
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
    neighbours: Sequence[Neighbour] = (),
) -> Analysis:
    """Return what ``analyse(lines)`` does, doing again only what the changes touched.

    ``changes`` lead from the previous analysis to ``lines``. Only one of them can be followed block by block, since
    those before the last one were made to lines that are gone: several are taken as one that spans them all.
    """
    merged = _merged(tuple(changes), len(previous.lines), len(lines))
    markdown = previous.markdown if merged is None else update(previous.markdown, lines, merged)
    settings = settings or Settings()
    reading = DocumentReading(markdown, lines, settings.conventions, previous.reading)
    return _analysis(lines, reading, settings, neighbours, previous.checked)


def among(analysis: Analysis, neighbours: Sequence[Neighbour], settings: Settings | None = None) -> Analysis:
    """Return the analysis of a document that has these neighbours, without reading the document again."""
    return _analysis(analysis.lines, analysis.reading, settings or Settings(), neighbours, analysis.checked)


def pointed_to(analysis: Analysis) -> tuple[Pointer, ...]:
    """Return the documents that a document links to or names."""
    return pointers(analysis.markdown, analysis.reading.facts.language)


def summary(lines: Sequence[str], path: str, conventions: Conventions) -> Summary:
    """Return what the document at ``path`` says that may count in others."""
    return summarise(parse(lines), path, conventions)


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
    return type(changes[0])(first, before - first - untouched, after - first - untouched)
