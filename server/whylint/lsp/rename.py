"""Renaming an id: where it is given, and wherever else it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.edits import workspace_edit
from whylint.lsp.errors import RequestFailed
from whylint.lsp.feature import Feature
from whylint.lsp.names import mentions, named
from whylint.lsp.positions import read_position, write_span
from whylint.spec.references import renamed
from whylint.text.edits import Edit

if TYPE_CHECKING:
    from whylint.lsp.client import Client
    from whylint.lsp.session import Page, Snapshot
    from whylint.lsp.wire import Json
    from whylint.spec.references import Anchor, Mention


def prepare_rename(snapshot: Snapshot, params: types.PrepareRenameParams) -> Json:
    """Return the name at a place. Raises RequestFailed where none stands that can be changed."""
    name, found = _named(snapshot, params.position)
    span = write_span(snapshot.analysis.lines, name.span, snapshot.client.encoding)
    return {"range": span, "placeholder": found[0][1].written}


def rename(snapshot: Snapshot, params: types.RenameParams) -> Json:
    """Return the edits that give what is named at a place another name.

    Raises RequestFailed where it can't have that name.
    """
    _, found = _named(snapshot, params.position)
    anchors = [anchor for _, anchor in found]
    try:
        rewrite = renamed(anchors[0], params.new_name.strip(), found[0][0].references)
    except ValueError as error:
        raise RequestFailed(str(error)) from None
    edits: dict[str, tuple[Page, list[Edit]]] = {}
    for page, anchor in found:
        edits.setdefault(page.uri, (page, []))[1].append(Edit(anchor.span, rewrite(anchor.written)))
    for page, mention in mentions(snapshot, found):
        edits.setdefault(page.uri, (page, []))[1].append(Edit(mention.span, rewrite(mention.written)))
    documents = [
        (uri, snapshot.version if uri == snapshot.uri else snapshot.version_of(uri), page.lines, sorted(each))
        for uri, (page, each) in edits.items()
    ]
    label = f"Rename {anchors[0].written} to {params.new_name.strip()}"
    return workspace_edit(
        snapshot.client,
        documents,
        label,
        noted=snapshot.client.notes_on_renames,
        ask_first=len(documents) > 1,
    )


def _named(
    snapshot: Snapshot, position: types.Position
) -> tuple[Anchor | Mention, list[tuple[Page, Anchor]]]:
    at = read_position(snapshot.analysis.lines, position, snapshot.client.encoding)
    name = snapshot.references.at(at)
    found = named(snapshot, name) if name is not None else []
    if name is None or not found:
        raise RequestFailed("No id of a criterion, requirement or story stands here.")
    if not all(anchor.is_id for _, anchor in found):
        raise RequestFailed("This number is the place in the list or the title; edit it there.")
    return name, found


def _offered(client: Client) -> object:
    if not client.asks_for("rename"):
        return None
    # Options are only for clients that know of preparing.
    return types.RenameOptions(prepare_provider=True) if client.prepares_renames else True


FEATURES = (
    Feature(types.TEXT_DOCUMENT_RENAME, rename, None, _offered),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare_rename, None, lambda client: client.prepares_renames),
)
