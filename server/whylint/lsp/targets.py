"""Where the links of a document lead, as far as they lead to Markdown that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pygls.uris import from_fs_path, to_fs_path

from whylint.spec.links import heading, links_at
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from whylint.lsp.session import Page, Snapshot

_START = Span(Position(0, 0), Position(0, 0))


def target_at(snapshot: Snapshot, at: Position) -> tuple[Span, Page, Span] | None:
    """Return the link at a position, and the page and the place there that it leads to."""
    for link in links_at(snapshot.analysis.markdown, snapshot.analysis.lines, at.line):
        if link.span.start <= at <= link.span.end:
            uri, fragment = address(snapshot.uri, link.target)
            page = snapshot.page_of(uri) if uri is not None else None
            if page is None:
                return None
            place = heading(page.references.markdown, fragment) if fragment else None
            return link.span, page, place or _START
    return None


def address(uri: str, target: str) -> tuple[str | None, str]:
    """Return the address of the file that a link in the document ``uri`` leads to, and the fragment.

    None where the link leads out of the file system.
    """
    path, _, fragment = target.partition("#")
    if not path:
        return uri, unquote(fragment)
    here = to_fs_path(uri)
    if here is None or "://" in path or path.startswith(("mailto:", "//")):
        return None, fragment
    return from_fs_path(str((Path(here).parent / unquote(path)).resolve())), unquote(fragment)
