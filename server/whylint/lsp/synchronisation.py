"""The text of a document, kept equal to the client's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.positions import read_range
from whylint.text.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whylint.lsp.session import Document
    from whylint.text.encoding import Encoding


def apply(
    document: Document,
    version: int,
    changes: Iterable[types.TextDocumentContentChangeEvent],
    encoding: Encoding,
) -> None:
    """Make ``changes``, each of which stands in the text that the ones before it left."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            document.edit(Edit(read_range(document.lines, change.range, encoding), change.text))
        else:
            document.replace(change.text)
    document.version = version
