"""Telling the findings that were frozen from the new ones.

Each frozen finding excuses one finding and no more. The likest are paired first: those with the same words in the
same story, then those whose story was renamed or that were moved, then those that stand for several criteria, one of
which is the frozen one, and at last those whose words were changed a little. A little is a quarter of the words, by
the same rule about the same operation, where the frozen wording itself is gone: whoever corrects a slip in a
criterion is not asked the old question again, and another operation is another question whatever its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.baseline.identity import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whylint.baseline.identity import Identity

NEARLY_THE_SAME = 0.75  # share of the words that two wordings have in common
# Words, and the single characters of scripts that do not part them.
PIECE = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W぀-ヿ㐀-鿿가-힯]+")


@dataclass(frozen=True, slots=True)
class Known:
    """The findings of a document that were frozen.

    gone: those of each document that was frozen and is no more; one of them may be this one under its old name;
    exact: further findings, which are known by their very words only.
    """

    frozen: tuple[Identity, ...] = ()
    gone: tuple[tuple[Identity, ...], ...] = ()
    exact: tuple[Identity, ...] = ()

    def pairs(self, found: Sequence[Identity]) -> dict[int, Identity]:
        """Return the frozen finding for each of those found that has one, by its number."""
        paired: dict[int, Identity] = {}
        rest = list(self.own(found))
        for keys in EXACTLY:
            rest = _pair(rest, found, paired, keys)
        _pair_reworded(rest, found, paired)
        rest = list(self.exact)
        for keys in EXACTLY:
            rest = _pair(rest, found, paired, keys)
        return paired

    def unknown(self, found: Sequence[Identity]) -> list[bool]:
        """Tell for each of a document's findings whether it is new."""
        paired = self.pairs(found)
        return [number not in paired for number in range(len(found))]

    def own(self, found: Sequence[Identity]) -> tuple[Identity, ...]:
        """Return what was frozen of a document with these findings.

        Where that is nothing, the document may have had another name: it was the one that is gone and that at least
        half of the findings come from.
        """
        best = self.frozen
        most = (len(found) + 1) // 2 or 1
        for frozen in self.gone if not best else ():
            places, words = {_place(each) for each in frozen}, {each.key for each in frozen if _tells(each)}
            number = sum(_place(each) in places or each.key in words for each in found)
            if number >= most:
                best, most = frozen, number + 1
        return best


def _pair(
    frozen: list[Identity],
    found: Sequence[Identity],
    paired: dict[int, Identity],
    keys: Callable[[Identity], Iterator[tuple[str, ...]]],
) -> list[Identity]:
    """Pair what has a key in common, in order, and return the frozen findings that are left."""
    waiting: dict[tuple[str, ...], list[Identity]] = defaultdict(list)
    for identity in reversed(frozen):
        waiting[next(keys(identity))].append(identity)
    taken = set()
    for number, identity in enumerate(found):
        if number not in paired:
            for key in keys(identity):
                if waiting.get(key):
                    paired[number] = waiting[key].pop()
                    taken.add(id(paired[number]))
                    break
    return [identity for identity in frozen if id(identity) not in taken]


def _place(identity: Identity) -> tuple[str, ...]:
    return (*identity.key, plain(identity.within))


def _tells(identity: Identity) -> bool:
    """Tell whether a finding's words are its own: "Acceptance criteria" stands in every other document."""
    return len(PIECE.findall(identity.words)) > 3


def _same_place(identity: Identity) -> Iterator[tuple[str, ...]]:
    yield _place(identity)


def _same_words(identity: Identity) -> Iterator[tuple[str, ...]]:
    yield identity.key


def _stands_for(identity: Identity) -> Iterator[tuple[str, ...]]:
    for words in (identity.words, *identity.also):
        yield identity.rule, identity.operation, plain(words)


EXACTLY = (_same_place, _same_words, _stands_for)


def _pair_reworded(frozen: list[Identity], found: Sequence[Identity], paired: dict[int, Identity]) -> None:
    """Pair what is left with the likest of the frozen findings, where one is alike enough."""
    for number, identity in enumerate(found):
        if number in paired:
            continue
        alike = [
            (likeness, at)
            for at, old in enumerate(frozen)
            if (old.rule, old.operation) == (identity.rule, identity.operation)
            and (likeness := _likeness(old.words, identity.words)) >= NEARLY_THE_SAME
        ]
        if alike:
            paired[number] = frozen.pop(max(alike, key=lambda pair: (pair[0], -pair[1]))[1])


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two wordings have in common, in the same order."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - few findings are reworded, and every check comes by here

    pieces = SequenceMatcher(None, PIECE.findall(plain(one)), PIECE.findall(plain(other)), autojunk=False)
    return pieces.ratio() if pieces.quick_ratio() >= NEARLY_THE_SAME else 0
