"""Edits of documents, in the form that the client understands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.lexicon.blanks import BLANK
from whylint.lsp.positions import write_span
from whylint.text.edits import Edit
from whylint.text.lines import content, terminator
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.lsp.client import Client
    from whylint.lsp.wire import Json

_ANNOTATION = "why"

# What has a meaning of its own in a snippet.
SPECIAL = re.compile(r"[\\$}]")
INDENTED_BY_TABS = re.compile(r"^ *\t", re.MULTILINE)


def workspace_edit(
    client: Client,
    documents: Iterable[tuple[str, int | None, Sequence[str], Sequence[Edit]]],
    label: str,
    *,
    noted: bool,
    ask_first: bool = False,
    blanks: bool = False,
) -> Json:
    """Return edits that the client makes together.

    documents: of each its URI, its version (None where it is not open), its lines and its edits. label: what they
    are for; ask_first: somebody should look at them before they are made. Both reach a client where ``noted``: it
    knows such notes on edits of this sort. blanks: somebody is to go through the blanks of what is written.
    """
    if not client.versioned_edits:
        return {"changes": {uri: _written(client, lines, edits) for uri, _, lines, edits in documents}}
    note = {"annotationId": _ANNOTATION} if noted else {}
    result: Json = {
        "documentChanges": [
            {
                "textDocument": {"uri": uri, "version": version},
                "edits": [{**edit, **note} for edit in _written(client, lines, edits, blanks=blanks)],
            }
            for uri, version, lines, edits in documents
        ]
    }
    if noted:
        result["changeAnnotations"] = {_ANNOTATION: {"label": label, "needsConfirmation": ask_first}}
    return result


def _written(
    client: Client, lines: Sequence[str], edits: Iterable[Edit], *, blanks: bool = False
) -> list[Json]:
    written: list[Json] = []
    for edit in edits:
        moved = _for_snippet(lines, edit) if blanks and client.snippets else None
        span, text = moved or edit
        place = {"range": write_span(lines, span, client.encoding)}
        if moved is None:
            written.append({**place, "newText": text})
        else:
            written.append({**place, "snippet": {"kind": "snippet", "value": snippet(text)}})
    return written


def snippet(text: str) -> str:
    """Return a text as a snippet, whose tab stops are its blanks."""
    first, *rest = SPECIAL.sub(r"\\\g<0>", text).split(BLANK)
    return first + "".join(f"${{{number}:{BLANK}}}{piece}" for number, piece in enumerate(rest, 1))


def _for_snippet(lines: Sequence[str], edit: Edit) -> Edit | None:
    """Return the edit to make as a snippet: from the beginning of a line, where no editor indents what follows.

    None where it has no blank, or an editor would put the indents of its lines into its own form.
    """
    start, text = edit.span.start, edit.text
    if edit.span.end != start or BLANK not in text or INDENTED_BY_TABS.search(text):
        return None
    line = content(lines[start.line])
    newline = text[: len(text) - len(text.lstrip("\r\n"))]
    if start.column == len(line) and newline and start.line + 1 < len(lines):
        end = terminator(lines[start.line])
        at = Position(start.line + 1, 0)
        return Edit(Span(at, at), text.removeprefix(end) + end) if text.startswith(end) else None
    return edit if not start.column or not line[:1].isspace() else None
