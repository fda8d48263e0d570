"""Edits of documents, in the form that the client understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.lsp.positions import write_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.lsp.client import Client
    from whylint.lsp.wire import Json
    from whylint.text.edits import Edit

_ANNOTATION = "why"


def workspace_edit(
    client: Client,
    documents: Iterable[tuple[str, int | None, Sequence[str], Sequence[Edit]]],
    label: str,
    *,
    noted: bool,
    ask_first: bool = False,
) -> Json:
    """Return edits that the client makes together.

    documents: of each its URI, its version (None where it is not open), its lines and its edits. label: what they
    are for; ask_first: somebody should look at them before they are made. Both reach a client where ``noted``: it
    knows such notes on edits of this sort.
    """
    if not client.versioned_edits:
        return {"changes": {uri: _written(client, lines, edits) for uri, _, lines, edits in documents}}
    note = {"annotationId": _ANNOTATION} if noted else {}
    result: Json = {
        "documentChanges": [
            {
                "textDocument": {"uri": uri, "version": version},
                "edits": [{**edit, **note} for edit in _written(client, lines, edits)],
            }
            for uri, version, lines, edits in documents
        ]
    }
    if noted:
        result["changeAnnotations"] = {_ANNOTATION: {"label": label, "needsConfirmation": ask_first}}
    return result


def _written(client: Client, lines: Sequence[str], edits: Iterable[Edit]) -> list[Json]:
    return [{"range": write_span(lines, edit.span, client.encoding), "newText": edit.text} for edit in edits]
