"""What is said to be covered elsewhere: whether that is still there, in the document and in the files that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from whylint.spec.asked import NAMED, TITLE
from whylint.spec.forms import split_id
from whylint.spec.links import fragments
from whylint.spec.model import Lost, Passage, QuestionKind, letters
from whylint.spec.remarks import MARK
from whylint.text.lines import content
from whylint.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whylint.markdown.document import Markdown
    from whylint.spec.criteria import DraftGroup
    from whylint.spec.model import Criterion, Group, OpenQuestion, Spec
    from whylint.spec.outline import Section

TARGET = re.compile(r"\]\(\s*<?(?P<target>[^)\s>]+)[^)\n]*\)")
# A file that nobody made a link of, with one of the endings that specs have, and what goes with them.
FILE = re.compile(
    r"(?<![\w(<\[/.%:-])(?P<target>(?:\.{0,2}/)?(?:[\w.%-]+/)*[\w%-][\w.%-]*"
    r"\.(?:md|markdown|mdown|txt|rst|adoc|feature|ya?ml|json|html?|pdf|docx?|xlsx?|csv|png|jpe?g|svg|puml|proto|graphql)"
    r"(?:#[\w%-]+)?)(?![\w/(])"
)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)  # an address that leads out of all files
NAME = re.compile(r"(?<![\w.-])(?:#\d+|[A-Za-z]{1,8}[-_]?\d+(?:[.\-_]\d+)*)(?![\w-])")
NUMBERS = re.compile(r"\d+")
LINE_OF_A_FILE = re.compile(r"L\d+(?:-L?\d+)?")
MARKER = "whylint-covered-by"
SHORTEST_TITLE = 4  # letters by which a heading can be known
ALIKE = 0.75  # how much of a name is the same in one that is offered for it


@dataclass(frozen=True, slots=True)
class Destination:
    """What is found at an address that a document says something is covered at.

    address: as the document writes it, without its fragment; there: there is such a file; fragments: those that lead
    to a place in it, and names: the criteria that it gives names to, each None where the file was not read;
    near: the address that may be meant where there is no such file, "" for none.
    """

    address: str
    there: bool
    fragments: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    near: str = ""


def checked_references(
    questions: Iterable[OpenQuestion],
    root: Section,
    groups: Iterable[DraftGroup],
    markdown: Markdown,
    lines: Sequence[str],
) -> Iterator[OpenQuestion]:
    """Yield the questions, those that refer to what the document has not with what is lost, or with where it may be."""
    given: _Given | None = None
    for question in questions:
        if question.kind is not QuestionKind.COVERED_BY or not question.answered:
            yield question
            continue
        given = given or _Given.of(root, groups, markdown, lines)
        yield _checked(question, _Reference.read(question, lines), given)


def addresses(lines: Iterable[str]) -> Iterator[str]:
    """Yield the addresses of files, without their fragments, that a document may say something is covered at."""
    near = False
    for line in lines:
        near = MARKER in line or (near and bool(line.strip(" \t>\r\n")))
        if near:
            for pattern in (TARGET, FILE):
                for found in pattern.finditer(line):
                    address = found["target"].partition("#")[0]
                    if address and not ELSEWHERE.match(address):
                        yield address


def followed(spec: Spec, destinations: Sequence[Destination]) -> Spec:
    """Return a spec in which what leads into files that are not there, or to what they have not, is lost."""
    if not destinations:
        return spec
    by_address = {each.address: each for each in destinations}
    questions = tuple(
        replace(question, lost=lost) if (lost := _lost_elsewhere(question, by_address)) else question
        for question in spec.questions
    )
    gone = {new.passage.span for new, old in zip(questions, spec.questions, strict=True) if new is not old}
    if not gone:
        return spec
    return replace(spec, questions=questions, groups=tuple(_uncovered(group, gone) for group in spec.groups))


def _uncovered(group: Group, gone: set[Span]) -> Group:
    return replace(group, criteria=tuple(_without(each, gone) for each in group.criteria))


def _without(criterion: Criterion, gone: set[Span]) -> Criterion:
    coverage = criterion.coverage
    lost = coverage is not None and not coverage.passage.path and coverage.passage.span in gone
    return replace(criterion, coverage=None) if lost else criterion


class _Given(NamedTuple):
    """The names that a document gives, by their letters: ids, headings, and the fragments that lead to them."""

    ids: dict[str, str]
    titles: dict[str, str]
    fragments: tuple[str, ...]

    @classmethod
    def of(
        cls, root: Section, groups: Iterable[DraftGroup], markdown: Markdown, lines: Sequence[str]
    ) -> _Given:
        sections = [section for section in root.walk() if section.opened_by is not None]
        heads = (split_id(each.opened_by.unit.text)[0] for each in sections if each.opened_by is not None)
        ids = [*heads, *(draft.id for group in groups for draft in group.drafts)]
        return cls(
            {letters(name): name for name in ids if name},
            {letters(each.title): each.title for each in sections},
            tuple(fragments(markdown, lines)),
        )


class _Reference(NamedTuple):
    """What an exit refers to: the addresses, the names and the words, each with its place."""

    addresses: tuple[Passage, ...]
    names: tuple[Passage, ...]
    words: Passage

    @classmethod
    def read(cls, question: OpenQuestion, lines: Sequence[str]) -> _Reference:
        span = question.passage.span
        text = "\n".join(content(line) for line in lines[span.start.line : span.end.line + 1])
        named = NAMED.search(text)
        title = TITLE.search(text, named.end() if named else 0)
        start = title.end() if title else 0
        rest = " " * start + MARK.sub(lambda mark: " " * len(mark[0]), text)[start:]
        found = []
        for pattern in (TARGET, FILE):
            found += [(each.start("target"), each["target"]) for each in pattern.finditer(rest)]
            rest = pattern.sub(lambda link: " " * len(link[0]), rest)

        def passage(at: int, words: str) -> Passage:
            line = span.start.line + text.count("\n", 0, at)
            column = at - (text.rfind("\n", 0, at) + 1)
            return Passage(Span.on_line(line, column, column + len(words)), words)

        words = rest.split("\n")[0].strip()
        return cls(
            tuple(passage(at, target) for at, target in sorted(found)),
            tuple(passage(name.start(), name[0]) for name in NAME.finditer(rest)),
            passage(rest.index(words), words),
        )


def _checked(question: OpenQuestion, reference: _Reference, given: _Given) -> OpenQuestion:
    """Return a question with what is lost of its reference, and with what other files have to tell."""
    elsewhere = []
    for address in reference.addresses:
        target = address.text
        if target.startswith("#"):
            if target[1:].lower() not in given.fragments:
                near = _closest(target[1:].lower(), given.fragments)
                lost = Lost(f"“{target}” leads to no heading here", address.span, near and f"#{near}")
                return replace(question, lost=lost)
        elif not ELSEWHERE.match(target):
            elsewhere.append(address)
    missing = [name for name in reference.names if letters(name.text) not in given.ids]
    words = letters(reference.words.text)
    titled = any(len(title) >= SHORTEST_TITLE and title in words for title in given.titles)
    if missing and not reference.addresses and not titled:
        name = missing[0]
        return replace(
            question, lost=Lost(f"There is no “{name.text}” here", name.span, _same_number(name.text, given))
        )
    if not (reference.addresses or reference.names or titled):
        near = given.titles.get(_closest(words, given.titles), "")
        lost = Lost(f"Nothing here is called “{reference.words.text}”", reference.words.span, near)
        return replace(question, lost=lost)
    return replace(question, leads_to=tuple(elsewhere), ids=() if titled else tuple(missing))


def _lost_elsewhere(question: OpenQuestion, by_address: Mapping[str, Destination]) -> Lost | None:
    """Return what is lost of a reference into other files, None where all is there or nobody knows."""
    found = []
    for passage in question.leads_to:
        address, _, fragment = passage.text.partition("#")
        destination = by_address.get(address)
        if destination is None:
            return None
        found.append(destination)
        if not destination.there:
            near = destination.near and passage.text.replace(address, destination.near, 1)
            return Lost(f"There is no file “{address}”", passage.span, near)
        known = destination.fragments
        if known is None or LINE_OF_A_FILE.fullmatch(fragment) or fragment.lower() in ("", *known):
            continue
        near = _closest(fragment.lower(), known)
        reason = f"“{address}” has no heading “#{fragment}”"
        return Lost(reason, passage.span, near and f"{address}#{near}")
    if not found or any(each.names is None for each in found):
        return None
    told = {letters(name) for each in found for name in each.names or ()}
    missing = next((name for name in question.ids if letters(name.text) not in told), None)
    if missing is None:
        return None
    return Lost(f"There is no “{missing.text}” here, nor in “{found[0].address}”", missing.span)


def _closest(name: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, [*known], 1, ALIKE)), "")


def _same_number(name: str, given: _Given) -> str:
    """Return the one id with the same numbers, however it is written: "AC-07" is meant by "AC-7"."""
    numbers = [int(each) for each in NUMBERS.findall(name)]
    same = [each for each in given.ids.values() if [int(n) for n in NUMBERS.findall(each)] == numbers]
    return same[0] if len(same) == 1 else ""
