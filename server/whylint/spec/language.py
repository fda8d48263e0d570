"""Telling the language of a document: by its script, and between languages of one script by their commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from whylint.conventions import Dialect, dialect, language_code
from whylint.lexicon import LANGUAGES, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 6000  # characters that are looked at; more tell nothing new
KANA = re.compile(r"[\u3040-\u30ff]")
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
HAN = re.compile(r"[\u4e00-\u9fff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f']+")

# The script of a language that is not written in Latin letters: a passage without one of its characters is not in it.
SCRIPTS = {"ja": re.compile(f"{KANA.pattern}|{HAN.pattern}"), "zh": HAN, "ko": HANGUL, "ru": CYRILLIC}
TELLING_WORDS = 2  # English words that show that a passage is English though its document is not


def language_of(texts: Iterable[str]) -> str:
    """Return the ISO 639-1 code of the language of most of a document's words, ``en`` where none can be told."""
    sample = []
    size = 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > ENOUGH:
            break
    return _language_of(" ".join(sample))


@lru_cache(maxsize=256)
def _language_of(text: str) -> str:
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


@lru_cache(maxsize=32768)
def passage_language(text: str, language: str) -> str:
    """Return the language of a passage of a document in ``language``: that one, or English where the passage is.

    Teams write what a reader needs in their own language, and the criteria in the English of a form or a tool.
    """
    code = language_code(language)
    return _english(language) if code != "en" and _is_english(text, code) else language


def _is_english(text: str, code: str) -> bool:
    script = SCRIPTS.get(code)
    if script is not None:
        return script.search(text) is None and len(LATIN_WORD.findall(text)) >= TELLING_WORDS
    folded = {word.casefold() for word in LATIN_WORD.findall(text)}
    own, english = lexicon(code).common, lexicon("en").common
    return len(folded & (english - own)) >= TELLING_WORDS and not folded & (own - english)


def _english(language: str) -> str:
    """Return English as the project that speaks a language speaks it."""
    return dialect("en", language.words) if isinstance(language, Dialect) else "en"
