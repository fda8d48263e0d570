"""References: all that speaks of a name, and the criteria that rest on a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.feature import WideFeature
from whylint.lsp.positions import read_position, write_span
from whylint.spec.connections import resting_on
from whylint.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.lsp.names import Names
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.lsp.work import Work


async def references(
    snapshot: Snapshot, params: types.ReferenceParams, names: Names, work: Work
) -> list[Json]:
    """Return what speaks of the name at a place, or the criteria that hang on the passage there."""
    at = read_position(snapshot.analysis.lines, params.position, snapshot.client.encoding)
    name = snapshot.references.at(at)
    if name is not None and (found := await names.named(snapshot, name, work)):
        given = found if params.context.include_declaration else []
        return [
            *(_location(snapshot, page.uri, page.lines, anchor.span) for page, anchor in given),
            *(
                _location(snapshot, place.uri, place.lines, place.mention.span)
                for place in await names.mentions(snapshot, found, work)
            ),
        ]
    return [
        _location(
            snapshot, snapshot.uri, snapshot.analysis.lines, Span(criterion.span.start, criterion.opening_end)
        )
        for criterion in resting_on(snapshot.analysis.resting_near(at.line), at)
    ]


def _location(snapshot: Snapshot, uri: str, lines: Sequence[str], span: Span) -> Json:
    return {"uri": uri, "range": write_span(lines, span, snapshot.client.encoding)}


FEATURE = WideFeature(
    types.TEXT_DOCUMENT_REFERENCES,
    "Looking for all that speaks of it",
    references,
    [],
    lambda client: client.asks_for("references"),
)
