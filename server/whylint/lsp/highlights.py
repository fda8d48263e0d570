"""Highlights: a name wherever it stands, and a criterion with the problem it serves and what covers its failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.feature import Feature
from whylint.lsp.positions import read_position, write_span
from whylint.spec.connections import resting_on, rests_on
from whylint.spec.references import Anchor
from whylint.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.spec.references import Mention
    from whylint.text.position import Position

_TEXT, _READ, _WRITE = types.DocumentHighlightKind


def highlights(snapshot: Snapshot, params: types.DocumentHighlightParams) -> list[Json]:
    """Return what belongs to what stands at a place, in its own document."""
    at = read_position(snapshot.analysis.lines, params.position, snapshot.client.encoding)
    name = snapshot.references.at(at)
    found = list(_of_name(snapshot, name)) if name is not None else []
    return [
        {"range": write_span(snapshot.analysis.lines, span, snapshot.client.encoding), "kind": kind}
        for span, kind in found or _of_passage(snapshot, at)
    ]


def _of_name(snapshot: Snapshot, name: Anchor | Mention) -> Iterator[tuple[Span, int]]:
    """Yield where a name stands: where it is given as written, where it is spoken of as read."""
    references = snapshot.references
    anchors = (name,) if isinstance(name, Anchor) else references.named(name)
    if anchors:
        yield from ((anchor.span, _WRITE) for anchor in anchors)
        yield from ((mention.span, _READ) for mention in references.mentions(anchors))


def _of_passage(snapshot: Snapshot, at: Position) -> Iterator[tuple[Span, int]]:
    """Yield a criterion with what it rests on, or a passage with the criteria that rest on it."""
    if met := snapshot.analysis.criterion_at(at.line):
        group, criterion = met
        passages = [passage for passage in rests_on(group, criterion) if not passage.path]
        if passages:
            yield Span(criterion.span.start, criterion.opening_end), _READ
        yield from ((passage.span, _TEXT) for passage in passages)
        return
    for criterion in resting_on(snapshot.analysis.resting_near(at.line), at):
        yield Span(criterion.span.start, criterion.opening_end), _READ


FEATURE = Feature(
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT,
    highlights,
    [],
    lambda client: client.asks_for("document_highlight"),
)
