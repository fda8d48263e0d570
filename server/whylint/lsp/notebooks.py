"""The Markdown cells of notebooks: each is a document of its own, and reads on in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.synchronisation import apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.lsp.session import Session

# Cells in other languages are not sent at all.
SYNC = types.NotebookDocumentSyncOptions(
    [types.NotebookDocumentFilterWithCells(cells=[types.NotebookCellLanguage("markdown")])]
)


def open_notebook(session: Session, params: types.DidOpenNotebookDocumentParams) -> list[str]:
    """Take over the cells of a notebook, and return those that are to be shown."""
    for document in params.cell_text_documents:
        session.open(document.uri, document.version, document.text)
    cells = [cell.document for cell in params.notebook_document.cells]
    session.notebooks[params.notebook_document.uri] = cells
    return [uri for uri in cells if uri in session.documents]


def change_notebook(
    session: Session, params: types.DidChangeNotebookDocumentParams
) -> tuple[list[str], list[str]]:
    """Follow the edits of a notebook, and return the cells that are to be shown, and those that are gone."""
    changed: dict[str, None] = {}
    gone: list[str] = []
    cells = params.change.cells
    if cells is None:
        return [], []
    order = session.notebooks.setdefault(params.notebook_document.uri, [])
    if (structure := cells.structure) is not None:
        array = structure.array
        order[array.start : array.start + array.delete_count] = [cell.document for cell in array.cells or ()]
        for document in structure.did_open or ():
            session.open(document.uri, document.version, document.text)
            changed[document.uri] = None
        for closed in structure.did_close or ():
            session.close(closed.uri)
            gone.append(closed.uri)
    for content in cells.text_content or ():
        opened = session.documents.get(content.document.uri)
        if opened is not None:
            apply(opened, content.document.version, content.changes, session.client.encoding)
            changed[opened.uri] = None
    return [uri for uri in changed if uri in session.documents], gone


def close_notebook(session: Session, params: types.DidCloseNotebookDocumentParams) -> Iterator[str]:
    """Give the cells of a notebook back, and yield each."""
    session.notebooks.pop(params.notebook_document.uri, None)
    for document in params.cell_text_documents:
        session.close(document.uri)
        yield document.uri
