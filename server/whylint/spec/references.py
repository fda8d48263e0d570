"""Names of criteria, requirements and stories: where a document gives them, and where it speaks of them.

A name is compared by what it means, not by how it is written: "AC-03", "AC3" and the 3 of "(AC: 1, 3)" are one name,
and so are "User Story 1" and "US1". A criterion that only has a number in its list is named by its requirement's number
and its own ("Requirements: 1.2"), or by its own where all numbered criteria stand in one group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.spec.forms import split_id
from whylint.spec.reading import roles_of
from whylint.text.lines import content
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from whylint.markdown.document import Markdown
    from whylint.spec.model import Criterion, Group
    from whylint.spec.reader import Slice

NUMBER = r"\d+(?:[.\-_]\d+)*"
# A word with a number behind it ("FR-001", "User Story 1"), or a label with several ("_Requirements: 1.2, 3.1_").
NAMED = re.compile(
    rf"(?<![^\W_])(?P<word>[^\W\d_]{{1,20}}(?:-[^\W\d_]{{1,5}})?)"
    rf"(?P<gap>[*_]{{0,3}}\s?[:：]?[*_]{{0,3}}\s?#?|[-_ ])"
    rf"(?P<number>{NUMBER})(?![^\W_])"
    rf"(?P<more>(?:\s*(?:[,;/&+、]|\b\w{{1,3}}\b)\s*#?\d+(?:\.\d+)*(?![^\W_]))*)"
)
ONE_NUMBER = re.compile(r"\d+(?:\.\d+)*")
HEADED = re.compile(rf"\W*(?P<words>[^\W\d_]+(?: [^\W\d_]+){{0,2}}) #?(?P<number>{NUMBER})(?![^\W_])")
WORD = re.compile(r"[^\W\d_]{2,}")  # the x of a checkbox is none
DIGIT = re.compile(r"\d")
LIST_NUMBER = re.compile(r"\d+")
TRAILING_NUMBER = re.compile(r"\d+(?=\D*$)")

# What a criterion, a requirement and a story are called, by the roles of the labels that say so.
KINDS = ("acceptance", "requirements", "story")


class Name(NamedTuple):
    """What a name means: its kind is one of KINDS, or the letters in front of its number, which begins with no zero."""

    kind: str
    number: str


class Anchor(NamedTuple):
    """A place where a document gives a name to something.

    span: the name itself, or the number in the list; written: the name as it stands there, "" where it only follows
    from numbers; subject: the whole of what it names, and text its words.
    """

    name: Name
    span: Span
    written: str
    subject: Span
    text: str

    @property
    def is_id(self) -> bool:
        """Whether the name is an id ("AC-3"), and not part of a title ("User Story 1") or a place in a list."""
        return bool(self.written) and " " not in self.written


class Mention(NamedTuple):
    """A place that speaks of a name. ``span`` is the part that a new name would take the place of."""

    name: Name
    span: Span
    written: str


def name_of(word: str, number: str, language: str) -> Name:
    """Return the name that a word and a number are ("AC" and "03", "Requirement" and "1.2")."""
    kind = next((kind for kind in KINDS if kind in _roles(word, language)), word.casefold())
    return Name(kind, _plain(number))


@lru_cache(maxsize=4096)
def _roles(word: str, language: str) -> frozenset[str]:
    return roles_of(word, language)


def _plain(number: str) -> str:
    return ".".join(part.lstrip("0") or "0" for part in re.split(r"[.\-_]", number))


def mentions_on(lines: Sequence[str], number: int, language: str) -> Iterator[Mention]:
    """Yield what line ``number`` might speak of by a name, given names included; whether it does, anchors tell."""
    if DIGIT.search(lines[number]) is not None:
        for mention in _mentions_in(content(lines[number]), language):
            yield mention._replace(span=mention.span.shifted(number))


@lru_cache(maxsize=16384)
def _mentions_in(line: str, language: str) -> tuple[Mention, ...]:
    """Return what a line might speak of, as if it were the first one: most lines are as they were when last asked."""
    return tuple(_found_in(line, language))


def _found_in(line: str, language: str) -> Iterator[Mention]:
    for found in NAMED.finditer(line):
        word, numbers = found["word"], found["number"]
        lists = ":" in found["gap"] or "：" in found["gap"] or name_of(word, "1", language).kind in KINDS
        bare = found["gap"] not in ("", "-", "_", " ") or (found["gap"] == " " and lists)
        start = found.start("number") if bare else found.start()
        yield _mention(word, numbers, language, line, Span.on_line(0, start, found.end("number")))
        if not lists:
            continue
        for one in ONE_NUMBER.finditer(line, found.start("more"), found.end("more")):
            yield _mention(word, one[0], language, line, Span.on_line(0, one.start(), one.end()))


class Token(NamedTuple):
    """A word, in lower case, and a number that stand in a text like a name, whatever the language makes of them."""

    word: str
    number: str


def tokens(text: str) -> dict[Token, bool]:
    """Return all that a text may speak of by a name, and whether a line begins with it, as one does that gives an id.

    It is what ``mentions_on`` finds in any language, and more, and takes no understanding of the text.
    """
    found: dict[Token, bool] = {}
    for line in text.split("\n"):
        if DIGIT.search(line) is None:
            continue
        for each in NAMED.finditer(line):
            begins = WORD.search(line, 0, each.start()) is None
            for number in (each["number"], *ONE_NUMBER.findall(line, each.start("more"), each.end("more"))):
                token = Token(each["word"].casefold(), _plain(number))
                found[token] = begins or found.get(token, False)
    return found


def may_mean(token: Token, names: Iterable[Name], language: str) -> bool:
    """Tell whether what stands in a text like a name may speak of one of some names."""
    name = name_of(token.word, token.number, language)
    return not set(_ways_to_mean(name)).isdisjoint(names)


def _mention(word: str, number: str, language: str, line: str, span: Span) -> Mention:
    return Mention(name_of(word, number, language), span, line[span.start.column : span.end.column])


@dataclass(frozen=True)
class References:
    """The names in one document: ``slices`` have its criteria, each in lines of its own."""

    lines: Sequence[str]
    markdown: Markdown
    language: str
    slices: Sequence[Slice]

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The places that give a name, in order."""
        headings = list(self._headings())
        found = [*headings, *self._criteria(headings)]
        return tuple(sorted(found, key=lambda anchor: anchor.span))

    @cached_property
    def by_name(self) -> dict[Name, list[Anchor]]:
        """The places that give each name."""
        found: dict[Name, list[Anchor]] = {}
        for anchor in self.anchors:
            found.setdefault(anchor.name, []).append(anchor)
        return found

    def named(self, mention: Mention) -> tuple[Anchor, ...]:
        """Return what a mention speaks of in this document: what is written in the same way, if anything is."""
        for name in _ways_to_mean(mention.name):
            if found := self.by_name.get(name):
                exact = tuple(anchor for anchor in found if anchor.written == mention.written)
                return exact or tuple(found)
        return ()

    def next_name(self, series: Sequence[str], *, besides: int | None = None) -> str:
        """Return the name that follows those of a series: the next one that stands nowhere in the document.

        besides: a line that is left out, since somebody is about to write a name there.
        """
        taken = {
            mention.name
            for number in range(len(self.lines))
            if number != besides
            for mention in mentions_on(self.lines, number, self.language)
        }
        taken |= {anchor.name for anchor in self.anchors if anchor.span.start.line != besides}
        return next_name(series, taken, self.language)

    def at(self, position: Position) -> Anchor | Mention | None:
        """Return the name that stands at a position, None where none does."""
        if DIGIT.search(self.lines[position.line]) is None:
            return None
        for anchor in self.anchors:
            if anchor.span.start <= position <= anchor.span.end:
                return anchor
        for mention in mentions_on(self.lines, position.line, self.language):
            if mention.span.start <= position <= mention.span.end:
                return mention
        return None

    def gives(self, names: Iterable[Name]) -> bool:
        """Tell whether the document gives one of some names."""
        return any(name in self.by_name for name in names)

    def mentions(self, anchors: Iterable[Anchor]) -> Iterator[Mention]:
        """Yield the places that speak of what ``anchors`` name, in order, those that give the names left out.

        The anchors may be another document's: what this one names itself it does not look for elsewhere.
        """
        wanted = list(anchors)
        names = {anchor.name for anchor in wanted}
        given: dict[int, list[Span]] = {}
        for anchor in self.anchors:
            given.setdefault(anchor.span.start.line, []).append(anchor.span)
        for number in range(len(self.lines)):
            for mention in mentions_on(self.lines, number, self.language):
                if names.isdisjoint(_ways_to_mean(mention.name)):
                    continue
                if any(span.start <= mention.span.start < span.end for span in given.get(number, ())):
                    continue
                here = self.named(mention)
                if not here or any(anchor in wanted for anchor in here):
                    yield mention

    def _headings(self) -> Iterator[Anchor]:
        for shift, block in walk(self.markdown):
            if block.kind is not Kind.HEADING or block.text is None:
                continue
            plain = block.text.plain
            words = block.text.span(0, len(plain)).shifted(shift)
            letters, _ = split_id(plain)
            if letters and letters[0].isalpha():
                start = plain.index(letters)
                name = _split(letters, self.language)
                written = letters
            elif found := HEADED.match(plain):
                name = name_of(found["words"].split()[-1], found["number"], self.language)
                start, written = found.start("words"), plain[found.start("words") : found.end("number")]
            else:
                continue
            span = block.text.span(start, start + len(written)).shifted(shift)
            yield Anchor(name, span, written, words, plain)

    def _criteria(self, headings: Iterable[Anchor]) -> Iterator[Anchor]:
        titles = {anchor.span.start.line: anchor.name for anchor in headings}
        groups = [(each.start, group) for each in self.slices for group in each.spec.groups]
        numbered = sum(_counts(group) for _, group in groups)
        for start, group in groups:
            owner = titles.get(start + group.start_line)
            for criterion in group.criteria:
                if criterion.id is not None:
                    yield from self._written(start, criterion, criterion.id)
                elif (number := LIST_NUMBER.match(criterion.marker)) is None:
                    continue
                elif owner is not None or numbered == 1:
                    own = number[0] if owner is None else f"{owner.number}.{number[0]}"
                    yield self._numbered(start, criterion, Name("acceptance", _plain(own)))

    def _written(self, start: int, criterion: Criterion, written: str) -> Iterator[Anchor]:
        line = start + criterion.line
        column = _word_at(self.lines[line], written)
        if column is not None:
            span = Span.on_line(line, column, column + len(written))
            name = _split(written, self.language)
            yield Anchor(name, span, written, criterion.span.shifted(start), criterion.text)

    def _numbered(self, start: int, criterion: Criterion, name: Name) -> Anchor:
        line = start + criterion.line
        column = self.lines[line].find(criterion.marker)
        span = Span.on_line(line, column, column + len(criterion.marker))
        return Anchor(name, span, "", criterion.span.shifted(start), criterion.text)


def _word_at(line: str, word: str) -> int | None:
    """Return where a word first stands in a line by itself, None where it does not."""
    start = line.find(word)
    while start >= 0:
        around = line[start - 1 : start] + line[start + len(word) : start + len(word) + 1]
        if not any(character.isalnum() for character in around):
            return start
        start = line.find(word, start + 1)
    return None


def _counts(group: Group) -> bool:
    return any(
        criterion.id is None and LIST_NUMBER.match(criterion.marker) is not None
        for criterion in group.criteria
    )


def _split(written: str, language: str) -> Name:
    """Return the name that an id is; one of digits alone ("1.2", "#3") is a criterion's."""
    first = next(at for at, character in enumerate(written) if character.isdigit())
    letters = written[:first].rstrip("-_ ")
    if not letters[:1].isalpha():
        return Name("acceptance", _plain(written[first:]))
    return name_of(letters, written[first:], language)


def _ways_to_mean(name: Name) -> tuple[Name, ...]:
    """Return the names that a name may stand for: "Requirements: 1.2" is the second criterion of the first."""
    if name.kind == "requirements":
        return (name, Name("acceptance", name.number))
    return (name,)


def spoken(lines: Sequence[str], names: Iterable[Name], language: str) -> Iterator[Mention]:
    """Yield the places in a document that speak of names which others give."""
    wanted = frozenset(names)
    for number in range(len(lines)):
        for mention in mentions_on(lines, number, language):
            if not wanted.isdisjoint(_ways_to_mean(mention.name)):
                yield mention


def renamed(anchor: Anchor, new_name: str, document: References) -> Callable[[str], str]:
    """Return how each way to write an id is written once it is called ``new_name``.

    document: the one that gives the id. Raises ValueError, with a sentence for people, where it can't be called so.
    """
    written, _ = split_id(new_name)
    if written != new_name or " " in new_name:
        raise ValueError(f"“{new_name}” is no id; write letters and a number, as in AC-7.")
    name = _split(new_name, document.language)
    if any(other != anchor and name == other.name for other in document.by_name.get(name, ())):
        raise ValueError(
            f"{new_name} already stands in line {document.by_name[name][0].span.start.line + 1}."
        )
    first = next(at for at, character in enumerate(new_name) if character.isdigit())

    def rewrite(mention: str) -> str:
        bare = mention[:1].isdigit() and not anchor.written[:1].isdigit()
        return new_name[first:] if bare and name.kind == anchor.name.kind else new_name

    return rewrite


def next_name(series: Sequence[str], taken: Container[Name], language: str) -> str:
    """Return the name behind the highest of those that the last of a series goes on from, past those that are taken.

    It has the form of the last one: "AC-09" and "AC-10".
    """
    last = series[-1]
    found = TRAILING_NUMBER.search(last)
    if found is None:
        return last
    before, after, digits = last[: found.start()], last[found.end() :], len(found[0])
    alike = (TRAILING_NUMBER.search(each) for each in series if each.startswith(before))
    number = max(int(each[0]) for each in alike if each is not None and each.start() == len(before))
    while True:
        number += 1
        name = f"{before}{number:0{digits}}{after}"
        if _split(name, language) not in taken:
            return name
