"""What a name in a document speaks of, and what speaks of it, in the documents around it too."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from whylint.spec.references import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.lsp.session import Page, Snapshot
    from whylint.spec.references import Mention


def named(snapshot: Snapshot, name: Anchor | Mention) -> list[tuple[Page, Anchor]]:
    """Return what a name in a document speaks of, each with its page.

    A name means what its own document gives it to; failing that, what the nearest document around it does.
    """
    if isinstance(name, Anchor):
        return [(snapshot.page, name)]
    for page in chain([snapshot.page], snapshot.nearby()):
        if found := page.references.named(name):
            return [(page, anchor) for anchor in found]
    return []


def mentions(snapshot: Snapshot, found: Sequence[tuple[Page, Anchor]]) -> Iterator[tuple[Page, Mention]]:
    """Yield what speaks of names, as ``named`` gives them, each with its page: in their own page first."""
    anchors = [anchor for _, anchor in found]
    pages = {page.uri: page for page, _ in found}
    pages.setdefault(snapshot.uri, snapshot.page)
    for page in snapshot.nearby():
        pages.setdefault(page.uri, page)
    for page in pages.values():
        for mention in page.references.mentions(anchors):
            yield page, mention
