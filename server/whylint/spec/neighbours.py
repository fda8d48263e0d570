"""What other documents say that counts in this one: a problem stated in a proposal, failures in a list of errors.

A document points to its neighbours by links, and by where it stands. Each of them is read for a summary that is small
and knows where everything stands; what a document itself leaves open is then looked for in those of its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from whylint.conventions import NO_CONVENTIONS, language_code
from whylint.lexicon import vocabulary_for
from whylint.markdown.blocks import Block, Kind
from whylint.markdown.document import walk
from whylint.spec.cover import Destination, followed
from whylint.spec.coverage import NARROW, QUESTION_REASON, THIS, VAGUE_REASON, Nearness, failure_statements
from whylint.spec.criteria import find_groups
from whylint.spec.elements import Elements
from whylint.spec.front_matter import front_matter
from whylint.spec.language import language_of
from whylint.spec.model import Coverage, Element, Passage, ProblemTrace
from whylint.spec.outline import outline
from whylint.spec.pointing import PATH, only_points, targets
from whylint.spec.problem import Problems
from whylint.spec.reading import content_stems, roles_of, verb_stems
from whylint.spec.units import UnitKind, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whylint.conventions import Conventions
    from whylint.markdown.document import Markdown
    from whylint.spec.failures import FailureStatement
    from whylint.spec.model import Criterion, Group, Promise, Spec
    from whylint.spec.units import Unit

WORDS_OF_A_PATH = re.compile(r"[\W_]+")

SENTENCE = 200  # characters before a link that say what it leads to

# What a link, its label or its section must speak of for the problem behind the link to be this document's.
WHY = frozenset(
    {"problem", "why_now", "introduction", "spec", "goals", "persona", "story", "stories", "requirements"}
)
INTRODUCING = frozenset(
    {"introduction"}
)  # sections whose link, with nothing beside it, stands for what they would say
PARENT = "parent"  # the key of front matter under which programs keep what an item belongs to
# In a section of related work only a problem that is called one counts: "see also" leads to other people's problems.
ELSEWHERE = frozenset({"prior_art", "non_goals", "alternatives"})
FAILURES = frozenset({"errors", "edge_cases"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link to another Markdown document.

    target: its path, as written, without a fragment; why: a problem that is stated there is this document's;
    failures: it is said to lead to what happens on failure.
    """

    target: str
    why: bool
    failures: bool


@dataclass(frozen=True, slots=True)
class ToldFailure:
    """A statement about failure. reason: why it does not count as an answer, "" where it does."""

    passage: Passage
    operations: frozenset[str]
    verbs: frozenset[str]
    stems: frozenset[str]
    general: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a document says that may count in others; passages have its path.

    failures_only: failures are what the document is about, so that it need not name an operation's object.
    """

    language: str
    problem: Passage | None = None
    persona: Passage | None = None
    failures: tuple[ToldFailure, ...] = ()
    failures_only: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A neighbour of a document: its summary, and what of it counts there."""

    summary: Summary
    why: bool = True
    failures: bool = False


# What stands beside a document: those that speak for it too, and what is found where it says something is covered.
Beside: TypeAlias = Neighbour | Destination


def summarise(markdown: Markdown, path: str, conventions: Conventions = NO_CONVENTIONS) -> Summary:
    """Return the summary of the document at ``path``. It need not be a spec: a problem may have a page of its own."""
    seen = language_of(
        unit.text for _, block in walk(markdown) for unit in units_of(block) if unit.kind is not UnitKind.CODE
    )
    language = conventions.language_of(seen)
    root = outline(walk(markdown), markdown.lines, language)
    statements = failure_statements(root, language)
    problem = Problems(root, language, find_groups(root, language)).of_document()
    persona = Elements(root, language, statements).stating(Element.PERSONA)
    return Summary(
        language_code(language),
        _elsewhere(problem, path),
        _elsewhere(persona[0] if persona else None, path),
        tuple(
            _told(each, path, language) for each in statements if each.answers or each.question or each.vague
        ),
        any(section.level == 1 and section.has_role(*FAILURES) for section in root.walk()),
    )


def _told(statement: FailureStatement, path: str, language: str) -> ToldFailure:
    reason = ""
    if not statement.answers:
        reason = QUESTION_REASON if statement.question else VAGUE_REASON
    return ToldFailure(
        Passage(statement.placed.words, statement.text, path),
        statement.operations,
        verb_stems(statement.whole, language),
        statement.stems,
        statement.general,
        reason,
    )


def _elsewhere(passage: Passage | None, path: str) -> Passage | None:
    return None if passage is None else replace(passage, path=path)


def told_elsewhere(spec: Spec, beside: Sequence[Beside]) -> Spec:
    """Return a spec with what its neighbours say filled in where it is silent; the nearest neighbour comes first.

    What it says is covered in a file that is not there is not.
    """
    if not beside or not spec.is_spec:
        return spec
    spec = followed(spec, [each for each in beside if isinstance(each, Destination)])
    neighbours = [each for each in beside if isinstance(each, Neighbour)]
    groups = tuple(_group(group, neighbours, spec.language) for group in spec.groups)
    return spec if groups == spec.groups else replace(spec, groups=groups)


def _group(group: Group, neighbours: Sequence[Neighbour], language: str) -> Group:
    reasons = [each.summary for each in neighbours if each.why]
    stated = group.problem.stated or _first(each.problem for each in reasons)
    persona = group.persona or _first(each.persona for each in reasons)
    criteria = tuple(_criterion(each, neighbours, language) for each in group.criteria)
    if stated is group.problem.stated and persona is group.persona and criteria == group.criteria:
        return group
    problem = group.problem if stated is group.problem.stated else ProblemTrace(stated)
    return replace(group, problem=problem, persona=persona, criteria=criteria)


def _first(passages: Iterable[Passage | None]) -> Passage | None:
    return next((passage for passage in passages if passage is not None), None)


def _criterion(criterion: Criterion, neighbours: Sequence[Neighbour], language: str) -> Criterion:
    promise = criterion.promise
    if promise is None or criterion.coverage is not None:
        return criterion
    nearly = criterion.nearly
    for neighbour in neighbours:
        for told, reason in _about(promise, criterion.text, neighbour, language):
            if not told.reason:
                return replace(criterion, coverage=Coverage(told.passage, reason), nearly=None)
            nearly = nearly or Coverage(told.passage, told.reason)
    return criterion if nearly is criterion.nearly else replace(criterion, nearly=nearly)


def _about(
    promise: Promise, text: str, neighbour: Neighbour, language: str
) -> Iterator[tuple[ToldFailure, str]]:
    """Yield what a neighbour says about the failure of a promise, and why it counts.

    Another document speaks of other things: it must name the operation and what it is done to, or be about failures.
    """
    verbs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    if neighbour.summary.language == language_code(language):
        verbs = verb_stems(promise.words, language)
        objects = content_stems(text, language) - verbs
    catalogue = neighbour.failures or neighbour.summary.failures_only
    for told in neighbour.summary.failures:
        operation = promise.operation in told.operations
        named = operation or not verbs.isdisjoint(told.verbs)
        narrowly = not verbs.isdisjoint(told.verbs) or (operation and promise.operation in NARROW)
        if (named and not objects.isdisjoint(told.stems - told.verbs)) or (catalogue and narrowly):
            yield told, THIS
        elif told.general and (catalogue or neighbour.why):
            yield told, Nearness.GENERAL.reason


def pointers(markdown: Markdown, language: str) -> tuple[Pointer, ...]:
    """Return the documents that a document links to or names by their paths, each once, in order."""
    found: dict[str, Pointer] = {}
    for key, value in front_matter(markdown).items():
        for target in PATH.findall(value):
            _add(found, _Target(target, (key,)), language, frozenset({"problem"} if key == PARENT else ()))
    headings: list[tuple[int, frozenset[str]]] = []
    for _, block in walk(markdown):
        if block.kind is Kind.HEADING and block.text is not None:
            headings = [each for each in headings if each[0] < block.level]
            headings.append((block.level, roles_of(block.text.plain, language)))
        around = frozenset(role for _, roles in headings for role in roles)
        for target in _targets(block):
            _add(found, target, language, around)
    return tuple(found.values())


class _Target(NamedTuple):
    """What a link leads to, the words that say what that is, and what is said before it.

    points: nothing is said beside it but that one may read on there.
    """

    path: str
    labels: tuple[str, ...]
    before: str = ""
    points: bool = False


_TARGETS: WeakKeyDictionary[Block, tuple[_Target, ...]] = WeakKeyDictionary()


def _targets(block: Block) -> tuple[_Target, ...]:
    """Return what a block's links lead to, as far as it is Markdown; kept while the block stays as it is."""
    if block not in _TARGETS:
        units = (part for unit in units_of(block) for part in (unit.cells or (unit,)))
        _TARGETS[block] = tuple(target for unit in units for target in _of_unit(unit))
    return _TARGETS[block]


def _of_unit(unit: Unit) -> Iterator[_Target]:
    if unit.kind is not UnitKind.CODE:
        points = only_points(unit)
        for path, words, start, _ in targets(unit):
            yield _Target(path, (unit.label, words), unit.text[max(0, start - SENTENCE) : start], points)


def _add(found: dict[str, Pointer], target: _Target, language: str, around: frozenset[str]) -> None:
    path = re.split(r"[#?]", target.path)[0]
    stem = WORDS_OF_A_PATH.sub(" ", path.rpartition("/")[2].rpartition(".")[0])
    roles = frozenset(role for label in (*target.labels, stem) for role in roles_of(label, language))
    said = {match.category for match in vocabulary_for(language).labels(target.before)}
    if target.points:
        roles |= around & INTRODUCING
    pointer = Pointer(
        path,
        why="problem" in roles | around | said
        or "why_now" in around
        or (not roles.isdisjoint(WHY) and around.isdisjoint(ELSEWHERE)),
        failures=not FAILURES.isdisjoint(roles | around),
    )
    known = found.get(path, pointer)
    found[path] = Pointer(path, pointer.why or known.why, pointer.failures or known.failures)
