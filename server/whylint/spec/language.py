"""Telling the language of a document: by its script, and between languages of one script by their commonest words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from whylint.lexicon import LANGUAGES, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 6000  # characters that are looked at; more tell nothing new
KANA = re.compile(r"[\u3040-\u30ff]")
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
HAN = re.compile(r"[\u4e00-\u9fff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f']+")


def language_of(texts: Iterable[str]) -> str:
    """Return the ISO 639-1 code of the language of most of a document's words, ``en`` where none can be told."""
    sample = []
    size = 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > ENOUGH:
            break
    text = " ".join(sample)
    latin = LATIN_WORD.findall(text)
    # A word of a script without spaces is about two characters long.
    counts = {
        "ja": len(KANA.findall(text)),
        "ko": len(HANGUL.findall(text)),
        "ru": len(CYRILLIC.findall(text)) // 5,
    }
    han = len(HAN.findall(text))
    if counts["ja"] * 8 > han:
        counts["ja"] += han
    else:
        counts["zh"] = han
    script, most = max(counts.items(), key=lambda pair: pair[1])
    if most * 4 > len(latin) and most > 5:
        return script
    folded = Counter(word.casefold() for word in latin)
    hits = {
        language: sum(folded[word] for word in lexicon(language).common)
        for language in LANGUAGES
        if language not in counts and lexicon(language).common
    }
    best = max(hits, key=lambda language: (hits[language], language == "en"), default="en")
    return best if hits.get(best) else "en"
