"""Inlay hints: behind a criterion, where its failure is covered. Off unless the settings ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.feature import Feature
from whylint.lsp.positions import read_range, write_position

if TYPE_CHECKING:
    from whylint.lsp.client import Client
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.spec.model import Criterion


def hints(snapshot: Snapshot, params: types.InlayHintParams) -> list[Json]:
    """Return the hints in a range of a document."""
    if not snapshot.configuration().shows_hints:
        return []
    lines, encoding = snapshot.analysis.lines, snapshot.client.encoding
    asked = read_range(lines, params.range, encoding)
    return [
        {
            "position": write_position(lines, criterion.opening_end, encoding),
            "label": _covered(criterion),
            "paddingLeft": True,
        }
        for group in snapshot.analysis.groups_between(asked.start.line, asked.end.line)
        for criterion in group.criteria
        if criterion.promise is not None and asked.start <= criterion.opening_end <= asked.end
    ]


def _covered(criterion: Criterion) -> str:
    if criterion.coverage is None:
        return "when it fails: open"
    passage = criterion.coverage.passage
    file = passage.path.rpartition("/")[2]
    return f"when it fails: {file}{', ' * bool(file)}line {passage.line + 1}"


def _offered(client: Client) -> object:
    return types.InlayHintOptions() if client.asks_for("inlay_hint") else None


FEATURE = Feature(types.TEXT_DOCUMENT_INLAY_HINT, hints, [], _offered)
