"""Checking the phrases that a project adds to the lexicons."""

from __future__ import annotations

from whylint.lexicon.phrases import WORD, tokens_of


def fault_of_phrase(phrase: str) -> str | None:
    """Return why a phrase could never be found in any language, and what to do about it; None where it can."""
    tokens = tokens_of(phrase, "")
    if not tokens:
        return "an empty phrase finds nothing; write a word, or take it out"
    if "…" in (tokens[0], tokens[-1]):
        return f"“{phrase}” begins or ends with a gap; “…” stands between words"
    for token in tokens:
        for word in token.split("/") if token != "…" else ():
            if not WORD.fullmatch(word.removesuffix("=") or word):
                return f"“{phrase}” can never be found, for “{word}” is no word"
    return None
