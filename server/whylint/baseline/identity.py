"""What makes a finding the same finding, whatever else changes in its document.

It is the same gap as long as the same rule asks about the same words and the same operation. Where it stands is no
part of that: lines shift, sections are reordered, headings are reworded, files are renamed. Neither is how it is
written: a ticked box, a new number or id, emphasis, another line break. Two gaps of a document that are alike in all
of that are told apart by counting them, and their story says which is which.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from whylint.rules.finding import Relation
from whylint.text.lines import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whylint.rules.finding import Finding
    from whylint.spec.model import Spec
    from whylint.text.position import Span

Key = tuple[str, str, str]

WORD = re.compile(r"[^\W_]+")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What stands in front of a heading or an item changes without a change of what it says: level, marker, number, box.
ITEM = re.compile(r"^[\s>]*(?:(?:#{1,6}|[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a finding is known by.

    words: what it asks about, as written, on one line; operation: what can fail there, or which rule asked the
    question that is open, "" where neither is known; within: the story and the label that it stands below; nth: which
    of those it is that are alike in a document, from 1; also: the words of the further criteria that it stands for.
    """

    rule: str
    operation: str
    words: str
    within: str = ""
    nth: int = 1
    also: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What all findings have in common that are alike."""
        return self.rule, self.operation, plain(self.words)

    @property
    def fingerprint(self) -> str:
        """Sixteen characters that stand for it."""
        return _digest(self.key, self.nth)


def identities(findings: Iterable[Finding], spec: Spec, lines: Sequence[str]) -> list[Identity]:
    """Return what each of a document's findings is known by; all of them have to be given, in their order."""
    seen: Counter[Key] = Counter()
    found = []
    for finding in findings:
        identity = identity_of(finding, spec, lines)
        seen[identity.key] += 1
        nth = seen[identity.key]
        found.append(identity if nth == 1 else replace(identity, nth=nth))
    return found


@lru_cache(maxsize=32768)
def plain(words: str) -> str:
    """Return words as they are compared: without case, punctuation, markup and width."""
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", words).casefold()))


def identity_of(finding: Finding, spec: Spec, lines: Sequence[str]) -> Identity:
    """Return what a finding is known by where no other is alike; ``lines`` are those that its places are in."""
    words, *also = sorted(_asked_about(finding, spec, lines), key=plain)
    return Identity(finding.rule, _operation(finding, spec), words, _within(finding, spec), also=tuple(also))


def _operation(finding: Finding, spec: Spec) -> str:
    """Return the class of what can fail, where a finding is about that: its words differ with the language."""
    held = spec.criterion_at(finding.span.start.line) if "operation" in finding.details else None
    if held is not None and held[1].promise is not None:
        return held[1].promise.operation
    return finding.details.get("asked_by", "")


def _asked_about(finding: Finding, spec: Spec, lines: Sequence[str]) -> list[str]:
    """Return the words of each criterion that a finding stands for, or of the lines that it stands on.

    A question that stands for several criteria is known by the one whose words come first in the alphabet: they may
    be reordered, and another one may come before the one that is underlined.
    """
    spans = [finding.span, *(r.span for r in finding.related if r.relation is Relation.SAME_OPERATION)]
    return [_words(span, spec, lines) for span in spans]


def _words(span: Span, spec: Spec, lines: Sequence[str]) -> str:
    """Return the words of the criterion that begins where a span does; what stands further down speaks for itself."""
    held = spec.criterion_at(span.start.line)
    if held is not None and span.start.line <= held[1].opening_end.line:
        return " ".join(held[1].text.split())
    text = "\n".join(ITEM.sub("", content(line)) for line in lines[span.start.line : span.end.line + 1])
    return " ".join(COMMENT.sub("", text).split())


def _within(finding: Finding, spec: Spec) -> str:
    """Return the story, or the document's title, and the label that a finding stands below."""
    line = finding.span.start.line
    held = spec.criterion_at(line)
    around = [held[0]] if held else [g for g in spec.groups if g.start_line <= line < g.end_line]
    group = next((g for g in around if g.label_span.start.line == line), around[0] if around else None)
    story, label = (group.story, group.label) if group else ("", "")
    return " › ".join(dict.fromkeys(filter(None, (story or spec.title, label))))


@lru_cache(maxsize=32768)
def _digest(key: Key, nth: int) -> str:
    return hashlib.sha256("\0".join((*key, str(nth))).encode("utf-8", "replace")).hexdigest()[:16]
