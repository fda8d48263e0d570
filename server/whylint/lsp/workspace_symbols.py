"""Finding stories and criteria of the whole workspace by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.lsp.symbols import flat, tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from whylint.lsp.session import Session
    from whylint.lsp.wire import Json
    from whylint.lsp.work import Work

# More than these nobody reads; whoever types on gets fewer.
MOST_SYMBOLS = 200


async def find(session: Session, files: Sequence[Path], query: str, work: Work) -> list[Json]:
    """Return the symbols whose names hold all words of a query: of open documents first, then of ``files``.

    Files in which not all of the words stand are not read any closer. An empty query finds what is open.
    """
    words = query.casefold().split()
    found: list[Json] = []
    pages = [page for uri in list(session.documents) if (page := session.page(uri))]
    seen = {page.uri for page in pages}
    for page in pages:
        found += _matching(page.uri, tree(page.analysis, session.client.encoding), words)
    for done, path in enumerate(files if words else ()):
        if len(found) >= MOST_SYMBOLS:
            break
        await work.rest(done, len(files))
        page = session.page_with(path, words)
        if page is not None and page.uri not in seen:
            found += _matching(page.uri, tree(page.analysis, session.client.encoding), words)
    return found[:MOST_SYMBOLS]


def _matching(uri: str, symbols: list[Json], words: list[str]) -> list[Json]:
    return [
        symbol for symbol in flat(uri, symbols) if all(word in symbol["name"].casefold() for word in words)
    ]
