"""Definitions: from a name to what it names, from a link to its target, and from a criterion to what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.addresses import uri_of
from whylint.lsp.feature import WideFeature
from whylint.lsp.positions import read_position, write_span
from whylint.lsp.targets import target_at
from whylint.spec.connections import rests_on
from whylint.text.position import Span

if TYPE_CHECKING:
    from whylint.lsp.names import Names
    from whylint.lsp.session import Page, Snapshot
    from whylint.lsp.wire import Json
    from whylint.lsp.work import Work
    from whylint.text.position import Position


async def definition(
    snapshot: Snapshot, params: types.DefinitionParams, names: Names, work: Work
) -> list[Json]:
    """Return where what stands at a place comes from."""
    at = read_position(snapshot.analysis.lines, params.position, snapshot.client.encoding)
    name = snapshot.references.at(at)
    if name is not None and (found := await names.named(snapshot, name, work)):
        return [_link(snapshot, name.span, page, anchor.subject, anchor.span) for page, anchor in found]
    if (target := target_at(snapshot, at)) is not None:
        span, page, place = target
        return [_link(snapshot, span, page, place, place)]
    return _grounds(snapshot, at)


def _grounds(snapshot: Snapshot, at: Position) -> list[Json]:
    met = snapshot.analysis.criterion_at(at.line)
    if met is None:
        return []
    group, criterion = met
    span = Span(criterion.span.start, criterion.opening_end)
    found = []
    for passage in rests_on(group, criterion):
        page = snapshot.page_of(uri_of(passage.path)) if passage.path else snapshot.page
        if page is not None and passage.span.end.line < len(page.lines):
            found.append(_link(snapshot, span, page, passage.span, passage.span))
    return found


def _link(snapshot: Snapshot, span: Span, page: Page, whole: Span, words: Span) -> Json:
    """Return where a span of a document leads: to ``words`` of a page, which are a part of ``whole``."""
    encoding = snapshot.client.encoding
    if not snapshot.client.links:
        return {"uri": page.uri, "range": write_span(page.lines, words, encoding)}
    around = Span(min(whole.start, words.start), max(whole.end, words.end))
    return {
        "originSelectionRange": write_span(snapshot.analysis.lines, span, encoding),
        "targetUri": page.uri,
        "targetRange": write_span(page.lines, around, encoding),
        "targetSelectionRange": write_span(page.lines, words, encoding),
    }


FEATURE = WideFeature(
    types.TEXT_DOCUMENT_DEFINITION,
    "Looking for what is named here",
    definition,
    [],
    lambda client: client.asks_for("definition"),
)
