"""Symbols: the problem, the stories and the criteria of a document, for outlines and for finding them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.feature import Feature
from whylint.lsp.positions import write_span
from whylint.spec.model import Element
from whylint.text.lines import content
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.spec.model import Criterion, Spec
    from whylint.spec.references import References
    from whylint.text.encoding import Encoding

LONGEST_NAME = 80  # characters

# These are among the kinds that every client knows.
_PROBLEM, _STORY, _CRITERION = types.SymbolKind.Constant, types.SymbolKind.Class, types.SymbolKind.Property


def symbols(snapshot: Snapshot, _: types.DocumentSymbolParams) -> list[Json]:
    """Return the symbols of a document: as a tree, or flat for clients that know no trees."""
    found = tree(snapshot.references, snapshot.client.encoding)
    return found if snapshot.client.tree else list(flat(snapshot.uri, found))


def tree(document: References, encoding: Encoding) -> list[Json]:
    """Return the symbols of a document: its problem, and the stories with their criteria."""
    return list(_tree(document.lines, document.spec, encoding))


def _tree(lines: Sequence[str], spec: Spec, encoding: Encoding) -> Iterator[Json]:
    for passage in spec.elements.get(Element.USER_PROBLEM, ())[:1]:
        span = write_span(lines, passage.span, encoding)
        name = f"Problem: {_shortened(passage.text)}"
        yield {"name": name, "kind": _PROBLEM, "range": span, "selectionRange": span}
    for group in spec.groups:
        end = min(group.end_line, len(lines)) - 1
        whole = Span(Position(group.start_line, 0), Position(end, len(content(lines[end]))))
        yield {
            "name": _shortened(group.story or group.label) or "Criteria",
            "detail": group.label if group.story else "",
            "kind": _STORY,
            "range": write_span(lines, whole, encoding),
            "selectionRange": write_span(lines, _within(group.label_span, whole), encoding),
            "children": [_criterion(lines, criterion, encoding) for criterion in group.criteria],
        }


def _criterion(lines: Sequence[str], criterion: Criterion, encoding: Encoding) -> Json:
    words = _shortened(criterion.text) or "…"
    start = Position(criterion.line, 0)
    whole = Span(start, max(criterion.span.end, criterion.opening_end))
    opening = Span(criterion.span.start, max(criterion.opening_end, criterion.span.start))
    return {
        "name": f"{criterion.id} {words}" if criterion.id else words,
        "detail": _detail(criterion),
        "kind": _CRITERION,
        "range": write_span(lines, whole, encoding),
        "selectionRange": write_span(lines, opening, encoding),
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
