"""Symbols: the problem, the stories and the criteria of a document, for outlines and for finding them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from whylint.lsp.feature import Feature
from whylint.lsp.positions import write_span
from whylint.spec.model import Element
from whylint.text.lines import content
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.engine import Analysis
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.spec.model import Criterion, Group
    from whylint.spec.reader import Slice
    from whylint.text.encoding import Encoding

LONGEST_NAME = 80  # characters

# These are among the kinds that every client knows.
_PROBLEM, _STORY, _CRITERION = types.SymbolKind.Constant, types.SymbolKind.Class, types.SymbolKind.Property


def symbols(snapshot: Snapshot, _: types.DocumentSymbolParams) -> list[Json]:
    """Return the symbols of a document: as a tree, or flat for clients that know no trees."""
    found = tree(snapshot.analysis, snapshot.client.encoding, snapshot.outlined)
    return found if snapshot.client.tree else list(flat(snapshot.uri, found))


class Outlined(NamedTuple):
    """The symbols of a slice, and the lines that they were written for."""

    slice: Slice
    lines: tuple[str, ...]
    symbols: list[Json]

    def holds(self, each: Slice, lines: tuple[str, ...]) -> bool:
        """Tell whether they are those of a slice with these lines."""
        return self.slice.spec is each.spec and self.slice.start == each.start and self.lines == lines


def tree(analysis: Analysis, encoding: Encoding, outlined: dict[int, Outlined] | None = None) -> list[Json]:
    """Return the symbols of a document: its problem, and the stories with their criteria.

    outlined: those of the slices as they were last written, by the line on which each begins; a slice that is as it was
    is not written again.
    """
    known, now = outlined or {}, {}
    for each in analysis.slices:
        if each.spec.groups:
            lines = analysis.lines[each.start : each.end]
            before = known.get(each.start)
            if before is None or not before.holds(each, lines):
                stories = [_story(analysis.lines, each.start, group, encoding) for group in each.spec.groups]
                before = Outlined(each, lines, stories)
            now[each.start] = before
    if outlined is not None:
        outlined.clear()
        outlined.update(now)
    stories = [symbol for each in now.values() for symbol in each.symbols]
    return [*_problem(analysis, encoding), *stories]


def _problem(analysis: Analysis, encoding: Encoding) -> Iterator[Json]:
    for passage in analysis.overview.elements.get(Element.USER_PROBLEM, ())[:1]:
        span = write_span(analysis.lines, passage.span, encoding)
        name = f"Problem: {_shortened(passage.text)}"
        yield {"name": name, "kind": _PROBLEM, "range": span, "selectionRange": span}


def _story(lines: Sequence[str], above: int, group: Group, encoding: Encoding) -> Json:
    end = min(above + group.end_line, len(lines)) - 1
    whole = Span(Position(above + group.start_line, 0), Position(end, len(content(lines[end]))))
    return {
        "name": _shortened(group.story or group.label) or "Criteria",
        "detail": group.label if group.story else "",
        "kind": _STORY,
        "range": write_span(lines, whole, encoding),
        "selectionRange": write_span(lines, _within(group.label_span.shifted(above), whole), encoding),
        "children": [_criterion(lines, above, criterion, encoding) for criterion in group.criteria],
    }


def _criterion(lines: Sequence[str], above: int, criterion: Criterion, encoding: Encoding) -> Json:
    words = _shortened(criterion.text) or "…"
    start = Position(criterion.line, 0)
    whole = Span(start, max(criterion.span.end, criterion.opening_end))
    opening = Span(criterion.span.start, max(criterion.opening_end, criterion.span.start))
    return {
        "name": f"{criterion.id} {words}" if criterion.id else words,
        "detail": _detail(criterion),
        "kind": _CRITERION,
        "range": write_span(lines, whole.shifted(above), encoding),
        "selectionRange": write_span(lines, opening.shifted(above), encoding),
    }


def _detail(criterion: Criterion) -> str:
    if criterion.promise is None:
        return ""
    return "failure covered" if criterion.coverage is not None else "failure open"


def _within(span: Span, whole: Span) -> Span:
    """Return a span cut to one that it has to stand in."""
    start = min(max(span.start, whole.start), whole.end)
    return Span(start, min(max(span.end, start), whole.end))


def flat(uri: str, found: list[Json], container: str = "") -> Iterator[Json]:
    """Yield the symbols of the document ``uri``, those in others too, each with the name of what it stands in."""
    for symbol in found:
        location = {"uri": uri, "range": symbol["range"]}
        own = {"name": symbol["name"], "kind": symbol["kind"], "location": location}
        yield {**own, "containerName": container} if container else own
        yield from flat(uri, symbol.get("children", []), symbol["name"])


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= LONGEST_NAME:
        return words
    return words[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"


FEATURE = Feature(
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
    symbols,
    [],
    lambda client: (
        types.DocumentSymbolOptions(label="Whylint") if client.asks_for("document_symbol") else None
    ),
)
