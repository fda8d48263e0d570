"""The words of a text without its markup, and where each of them stands in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from whylint.markdown.blocks import Inline, Link, Segment
from whylint.markdown.parser import read_inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

    from whylint.markdown.parser import References

# Reading markup takes quadratic time on hostile input. No paragraph that a person writes comes near this.
_LONGEST_TEXT = 50_000
_MOST_BRACKETS = 500

_MARKUP = re.compile(r"[\\`*_\[<&]|~~")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# What looks like a tag and has no name of one is a placeholder: "as a <role>", "floor <floor>".
_PLACEHOLDER = re.compile(
    r"(?i)<(?!(?:a|abbr|b|big|cite|code|del|details|div|em|font|i|img|ins|kbd|mark|p|picture|q|s|samp|small|source|span"
    r"|strong|sub|summary|sup|time|u|var|video|wbr)>)[a-z][a-z0-9_-]*>"
)


class Run(NamedTuple):
    """From offset ``start`` to the next run, a text stands in the source at ``line``, ``column``."""

    start: int
    line: int
    column: int


class Source(NamedTuple):
    """A text with markup, without what surrounds it in the source, and the runs it was put together from.

    A run never reaches over the end of a line.
    """

    text: str
    runs: Sequence[Run]


def read_words(source: Source, references: References) -> Inline:
    """Return the words of ``source`` without their markup."""
    text = source.text
    if _MARKUP.search(text) and len(text) <= _LONGEST_TEXT and text.count("[") <= _MOST_BRACKETS:
        try:
            tokens = read_inline(text, references)
        except Exception:  # Whatever the library trips over, the words are there to be read.
            return raw_words(source)
        words = _Words(source)
        words.add_tokens(tokens, 0)
        return words.inline()
    return raw_words(source)


def raw_words(source: Source) -> Inline:
    """Return the words of ``source`` as they are, markup and all; spaces before a line break are left out."""
    text, runs = source
    pieces = []
    segments = []
    length = 0
    for index, (start, line, column) in enumerate(runs):
        piece = text[start : runs[index + 1].start if index + 1 < len(runs) else len(text)]
        if piece.endswith("\n"):
            piece = piece[:-1].rstrip(" ")
            segments.append(Segment(length, line, column, len(piece)))
            piece += "\n"
        else:
            segments.append(Segment(length, line, column, len(piece)))
        pieces.append(piece)
        length += len(piece)
    return Inline("".join(pieces), tuple(segments))


def verbatim(lines: Iterable[tuple[int, int, str]], opening: tuple[int, int]) -> Inline:
    """Return text that has no markup: of each line its number, the column where it begins, and its text.

    Without any lines it stands where its ``opening`` ends, a line and a column.
    """
    segments = []
    texts = []
    length = 0
    for line, column, text in lines:
        segments.append(Segment(length, line, column, len(text)))
        texts.append(text)
        length += len(text) + 1
    return Inline("\n".join(texts), tuple(segments) or (Segment(0, *opening, 0),))


class _Words:
    """Collects the words of one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.segments: list[Segment] = []
        self.strong: list[tuple[int, int]] = []
        self.code: list[tuple[int, int]] = []
        self.links: list[Link] = []

    def inline(self) -> Inline:
        segments = self.segments or [self._segment_at(0)]
        return Inline(
            "".join(self.pieces), tuple(segments), tuple(self.strong), tuple(self.code), tuple(self.links)
        )

    def add_tokens(self, tokens: Iterable[Token], base: int) -> None:
        """Add the words of ``tokens``, whose offsets count from ``base``."""
        strong: list[int] = []
        links: list[tuple[int, str]] = []
        for token in tokens:
            assert token.map is not None
            offset = base + token.map[0]
            match token.type:
                case "text":
                    self._add(token.content, offset)
                case "text_special":
                    self._add_special(token, offset)
                case "code_inline":
                    self._add_code(token, offset + len(token.markup))
                case "softbreak" | "hardbreak":
                    self._break()
                case "html_inline" if _LINE_BREAK_TAG.fullmatch(token.content):
                    self._break()
                case "html_inline" if _PLACEHOLDER.fullmatch(token.content):
                    self._add(token.content, offset)
                case "image":
                    start = self.length
                    self.add_tokens(token.children or (), offset + len("!["))
                    self.links.append(Link(start, self.length, str(token.attrs["src"])))
                case "strong_open":
                    strong.append(self.length)
                case "strong_close":
                    self.strong.append((strong.pop(), self.length))
                case "link_open":
                    links.append((self.length, str(token.attrs["href"])))
                case "link_close":
                    start, target = links.pop()
                    self.links.append(Link(start, self.length, target))

    def _break(self) -> None:
        """Add the end of a line, unless nothing stands before it."""
        if self.length:
            self.pieces.append("\n")
            self.length += 1

    def _add_special(self, token: Token, offset: int) -> None:
        """Add the character that an escape or an entity stands for."""
        if token.info == "entity":
            segment = self._segment_at(offset)
            self.segments.append(segment._replace(length=1))
            self.pieces.append(token.content)
            self.length += len(token.content)
        else:
            self._add(token.content, offset + len(token.markup) - len(token.content))

    def _add_code(self, token: Token, offset: int) -> None:
        """Add the content of a code span whose backticks end at ``offset``."""
        start = self.length
        content = token.content
        if self.source.text[offset : offset + len(content)].replace("\n", " ") != content:
            # One space on each side belongs to the markup.
            offset += 1
        self._add(content, offset)
        self.code.append((start, self.length))

    def _add(self, text: str, offset: int) -> None:
        """Add ``text``, which stands at ``offset`` of the source, with a segment for each run it touches."""
        if not text:
            return
        self.pieces.append(text)
        runs = self.source.runs
        end = offset + len(text)
        index = bisect_right(runs, offset, key=_start) - 1
        while offset < end:
            run = runs[index]
            index += 1
            stop = min(end, runs[index].start) if index < len(runs) else end
            self._add_segment(Segment(self.length, run.line, run.column + offset - run.start, stop - offset))
            self.length += stop - offset
            offset = stop

    def _add_segment(self, segment: Segment) -> None:
        """Add ``segment``, as part of the last one where it continues that."""
        if self.segments:
            last = self.segments[-1]
            if (
                last.line == segment.line
                and last.column + last.length == segment.column
                and last.start + last.length == segment.start
            ):
                self.segments[-1] = last._replace(length=last.length + segment.length)
                return
        self.segments.append(segment)

    def _segment_at(self, offset: int) -> Segment:
        """Return an empty segment for the next word, at ``offset`` of the source."""
        run = self.source.runs[bisect_right(self.source.runs, offset, key=_start) - 1]
        return Segment(self.length, run.line, run.column + offset - run.start, 0)


def _start(run: Run) -> int:
    return run.start
