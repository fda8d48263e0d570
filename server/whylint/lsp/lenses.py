"""Code lenses: how each story stands, and its questions to be asked at once."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.commands import ASK_GROUP, SHOW
from whylint.lsp.feature import Feature
from whylint.lsp.positions import write_span
from whylint.questions.wording import asks
from whylint.spec.connections import standing
from whylint.text.position import Span

if TYPE_CHECKING:
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json


def lenses(snapshot: Snapshot, _: types.CodeLensParams) -> list[Json]:
    """Return the lenses of a document: none where its work is done, since nobody is to be asked about it."""
    analysis, client = snapshot.analysis, snapshot.client
    if analysis.facts.settled:
        return []
    asked = sorted(f.span.start.line for f in analysis.findings if asks(f.rule))
    found = []
    for start, group in analysis.groups_by_slice:
        line = start + group.start_line
        range_ = write_span(analysis.lines, Span.on_line(line, 0, 0), client.encoding)
        title = str(standing(analysis.overview, group))
        shows = SHOW if client.shows_documents else ""
        found.append({"range": range_, "command": _command(title, shows, snapshot.uri, line)})
        number = bisect_left(asked, start + group.end_line) - bisect_left(asked, line)
        if number and client.applies_edits:
            title = f"Ask {number} {'question' if number == 1 else 'questions'}"
            found.append({"range": range_, "command": _command(title, ASK_GROUP, snapshot.uri, line)})
    return found


def _command(title: str, command: str, uri: str, line: int) -> Json:
    """Return a lens's command; without a command it is only words."""
    return {"title": title, "command": command, "arguments": [uri, line] if command else []}


FEATURE = Feature(
    types.TEXT_DOCUMENT_CODE_LENS,
    lenses,
    [],
    lambda client: types.CodeLensOptions() if client.asks_for("code_lens") else None,
)
