"""Renaming an id: where it is given, and wherever else it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from whylint.lsp.edits import workspace_edit
from whylint.lsp.errors import RequestFailed
from whylint.lsp.feature import WideFeature
from whylint.lsp.positions import read_position, write_span
from whylint.spec.references import renamed
from whylint.text.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.lsp.client import Client
    from whylint.lsp.names import Names
    from whylint.lsp.session import Page, Snapshot
    from whylint.lsp.wire import Json
    from whylint.lsp.work import Work
    from whylint.spec.references import Anchor, Mention


async def prepare_rename(
    snapshot: Snapshot, params: types.PrepareRenameParams, names: Names, work: Work
) -> Json:
    """Return the name at a place. Raises RequestFailed where none stands that can be changed."""
    name, found = await _named(snapshot, params.position, names, work)
    span = write_span(snapshot.analysis.lines, name.span, snapshot.client.encoding)
    return {"range": span, "placeholder": found[0][1].written}


async def rename(snapshot: Snapshot, params: types.RenameParams, names: Names, work: Work) -> Json:
    """Return the edits that give what is named at a place another name.

    Raises RequestFailed where it can't have that name, and JsonRpcContentModified where somebody has edited one of the
    documents meanwhile.
    """
    _, found = await _named(snapshot, params.position, names, work)
    anchors = [anchor for _, anchor in found]
    try:
        rewrite = renamed(anchors[0], params.new_name.strip(), found[0][0].references)
    except ValueError as error:
        raise RequestFailed(str(error)) from None
    edits: dict[str, tuple[Sequence[str], list[Edit]]] = {}
    for page, anchor in found:
        edits.setdefault(page.uri, (page.lines, []))[1].append(Edit(anchor.span, rewrite(anchor.written)))
    for uri, lines, mention in await names.mentions(snapshot, found, work):
        edits.setdefault(uri, (lines, []))[1].append(Edit(mention.span, rewrite(mention.written)))
    if not all(names.stands(uri, lines) for uri, (lines, _) in edits.items()):
        raise JsonRpcContentModified
    documents = [(uri, snapshot.version_of(uri), lines, sorted(each)) for uri, (lines, each) in edits.items()]
    label = f"Rename {anchors[0].written} to {params.new_name.strip()}"
    return workspace_edit(
        snapshot.client,
        documents,
        label,
        noted=snapshot.client.notes_on_renames,
        ask_first=len(documents) > 1,
    )


async def _named(
    snapshot: Snapshot, position: types.Position, names: Names, work: Work
) -> tuple[Anchor | Mention, list[tuple[Page, Anchor]]]:
    at = read_position(snapshot.analysis.lines, position, snapshot.client.encoding)
    name = snapshot.references.at(at)
    found = await names.named(snapshot, name, work) if name is not None else []
    if name is None or not found:
        raise RequestFailed("No id of a criterion, requirement or story stands here.")
    if not all(anchor.is_id for _, anchor in found):
        raise RequestFailed("This number is the place in the list or the title; edit it there.")
    if len({page.uri for page, _ in found}) > 1:
        files = " and ".join(unquote(page.uri.rpartition("/")[2]) for page, _ in found[:2])
        raise RequestFailed(f"This may mean what {files} name so; rename it in one of them.")
    return name, found


def _offered(client: Client) -> object:
    if not client.asks_for("rename"):
        return None
    # Options are only for clients that know of preparing.
    return types.RenameOptions(prepare_provider=True) if client.prepares_renames else True


FEATURES = (
    WideFeature(types.TEXT_DOCUMENT_RENAME, "Renaming", rename, None, _offered),
    WideFeature(
        types.TEXT_DOCUMENT_PREPARE_RENAME,
        "Looking for what is named here",
        prepare_rename,
        None,
        lambda client: client.prepares_renames,
    ),
)
