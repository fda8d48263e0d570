"""Markdown for clients that show plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark")


def plain_text(markdown: str) -> str:
    """Return ``markdown`` without its marks; list items keep theirs, and links show their target."""
    paragraphs = []
    marker = ""
    for token in _PARSER.parse(markdown):
        if token.type == "list_item_open":
            marker = "- "
        elif token.type == "inline":
            paragraphs.append(marker + _words(token.children or ()))
            marker = ""
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content.rstrip("\n"))
    return "\n\n".join(paragraphs)


def _words(inline: Iterable[Token]) -> str:
    words = ""
    target: str | float = ""
    for token in inline:
        if token.type == "link_open":
            target = token.attrs["href"]
        elif token.type == "link_close":
            words += f" ({target})"
        else:
            words += "\n" if token.type in ("softbreak", "hardbreak") else token.content
    return words
