"""Checking the phrases and templates that a project adds to the lexicons."""

from __future__ import annotations

import re

from whylint.lexicon.phrases import WORD, tokens_of

FIELD = re.compile(r"\{(\w*)\}")
FIELDS = ("words", "operation", "fails", "persona", "label", "shall")


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


def fault_of_template(text: str) -> str | None:
    """Return why a template cannot be used, and what to do about it; None where it can."""
    if not text.strip():
        return "an empty template asks nothing; write a question, or take it out"
    unknown = next((name for name in FIELD.findall(text) if name not in FIELDS), None)
    if unknown is not None:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        return f"nothing fills in “{{{unknown}}}”; use one of {known}"
    return None
