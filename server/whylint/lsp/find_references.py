"""References: all that speaks of a name, and the criteria that rest on a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.feature import Feature
from whylint.lsp.names import mentions, named
from whylint.lsp.positions import read_position, write_span
from whylint.spec.connections import resting_on
from whylint.text.position import Span

if TYPE_CHECKING:
    from whylint.lsp.session import Page, Snapshot
    from whylint.lsp.wire import Json


def references(snapshot: Snapshot, params: types.ReferenceParams) -> list[Json]:
    """Return what speaks of the name at a place, or the criteria that hang on the passage there."""
    at = read_position(snapshot.analysis.lines, params.position, snapshot.client.encoding)
    name = snapshot.references.at(at)
    if name is not None and (found := named(snapshot, name)):
        given = [(page, anchor.span) for page, anchor in found if params.context.include_declaration]
        speaking = [(page, mention.span) for page, mention in mentions(snapshot, found)]
        return [_location(snapshot, page, span) for page, span in (*given, *speaking)]
    return [
        _location(snapshot, snapshot.page, Span(criterion.span.start, criterion.opening_end))
        for criterion in resting_on(snapshot.analysis.resting_near(at.line), at)
    ]


def _location(snapshot: Snapshot, page: Page, span: Span) -> Json:
    return {"uri": page.uri, "range": write_span(page.lines, span, snapshot.client.encoding)}


FEATURE = Feature(
    types.TEXT_DOCUMENT_REFERENCES, references, [], lambda client: client.asks_for("references")
)
