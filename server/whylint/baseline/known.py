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
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from whylint.baseline.identity import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from whylint.baseline.identity import Identity

NEARLY_THE_SAME = 0.75  # share of the words that two wordings have in common
# Words, and the single characters of scripts that do not part them.
PIECE = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W぀-ヿ㐀-鿿가-힯]+")


@dataclass(frozen=True, slots=True)
class Known:
    """The findings of a document that were frozen."""

    frozen: tuple[Identity, ...] = ()

    def unknown(self, found: Sequence[Identity]) -> list[bool]:
        """Tell for each of a document's findings whether it is new."""
        if not self.frozen:
            return [True] * len(found)
        paired = pairs(self.frozen, found)
        return [number not in paired for number in range(len(found))]

    def stale(self, found: Sequence[Identity]) -> list[Identity]:
        """Return the frozen findings that are none any more: somebody has answered them, or taken them out."""
        still = {id(frozen) for frozen in pairs(self.frozen, found).values()}
        return [frozen for frozen in self.frozen if id(frozen) not in still]


def pairs(
    frozen: Iterable[Identity], found: Sequence[Identity], *, reworded: bool = True
) -> dict[int, Identity]:
    """Return the frozen finding for each of those found that has one, by its number.

    reworded: whether a little different words may still be the same.
    """
    paired: dict[int, Identity] = {}
    rest = list(frozen)
    for keys in (_same_place, _same_words, _stands_for):
        rest = _pair(rest, found, paired, keys)
    if reworded:
        _pair_reworded(rest, found, paired)
    return paired


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


def _same_place(identity: Identity) -> Iterator[tuple[str, ...]]:
    yield (*identity.key, plain(identity.within))


def _same_words(identity: Identity) -> Iterator[tuple[str, ...]]:
    yield identity.key


def _stands_for(identity: Identity) -> Iterator[tuple[str, ...]]:
    for words in (identity.words, *identity.also):
        yield identity.rule, identity.operation, plain(words)


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
    pieces = SequenceMatcher(None, PIECE.findall(plain(one)), PIECE.findall(plain(other)), autojunk=False)
    return pieces.ratio() if pieces.quick_ratio() >= NEARLY_THE_SAME else 0
