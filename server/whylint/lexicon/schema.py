"""Checking a lexicon file: what an author mistyped, left out, or wrote twice.

The English file is the reference: every language has its tables, roles, categories, operations and hazards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from whylint.lexicon.blanks import BLANK
from whylint.lexicon.lexicon import ENGLISH, LexiconError, tables
from whylint.lexicon.phrases import ELISIONS, WORD, places_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEXTS = ("language", "name", "stemmer")
OPTIONAL = ("questions", "grammar", "variants")
FIELD = re.compile(r"\{(\w*)\}")


def validate(language: str) -> list[str]:
    """Return what is wrong with a language's file, each fault with its file, table and row."""
    try:
        data, reference = tables(language), tables(ENGLISH)
    except LexiconError as error:
        return [str(error)]
    missing = [name for name in reference if name not in data and name not in OPTIONAL]
    if missing:
        return [f"{language}.toml: no “{name}”" for name in missing]
    found = [
        *_head(language, data),
        *_rows("keywords", data["keywords"], reference["keywords"], None),
        *_rows("labels", data["labels"], reference["labels"], data),
        *_rows("phrases", data["phrases"], reference["phrases"], data),
        *_operations(data, reference["operation"]),
        *_questions(data.get("questions", {}), reference["questions"]),
        *_headings(data["headings"], reference["headings"]),
        *_variants(data.get("variants", [])),
    ]
    return [f"{language}.toml, {fault}" for fault in found]


def _head(language: str, head: dict[str, Any]) -> Iterator[str]:
    for name in TEXTS:
        if not isinstance(head.get(name), str):
            yield f"{name}: a text is needed, above all tables"
    if head.get("language") != language:
        yield f"language: {head.get('language')!r} is not the file's name"
    if not isinstance(head.get("spaced"), bool):
        yield "spaced: true or false is needed"
    yield from _strings("common", head.get("common"), may_be_empty=head.get("spaced") is False)


def _rows(
    table: str, given: dict[str, Any], reference: dict[str, Any], language: dict[str, Any] | None
) -> Iterator[str]:
    """Yield the faults of a table of rows, which are phrases where a language is given for them."""
    yield from _names(f"[{table}]", given, reference)
    for category, rows in given.items():
        place = f"[{table}] {category}"
        if category not in reference:
            continue
        faults = list(_strings(place, rows))
        yield from faults
        if not faults and language is not None:
            yield from _phrases(place, rows, language)


def _names(place: str, given: Iterable[str], reference: Iterable[str]) -> Iterator[str]:
    given, reference = list(given), list(reference)
    for name in given:
        if name not in reference:
            yield f"{place}: “{name}” is no name that {ENGLISH}.toml has"
    for name in reference:
        if name not in given:
            yield f"{place}: no “{name}”"


def _strings(place: str, rows: object, *, may_be_empty: bool = False) -> Iterator[str]:
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        yield f"{place}: a list of texts is needed"
        return
    if not rows and not may_be_empty:
        yield f"{place}: no rows"
    if any(not row.strip() for row in rows):
        yield f"{place}: an empty row"
    for row in dict.fromkeys(row for row in rows if rows.count(row) > 1):
        yield f"{place}: “{row}” stands twice"


def _phrases(place: str, rows: list[str], language: dict[str, Any]) -> Iterator[str]:
    """Yield the faults of phrases: what can never be found, and what an earlier row already finds."""
    algorithm, spaced = language["stemmer"], language["spaced"]
    known: dict[object, str] = {}
    for row in rows:
        if not spaced and not row.isascii():
            continue
        tokens = tokens_of(row, algorithm)
        if "…" in (tokens[0], tokens[-1]):
            yield f"{place}: “{row}” begins or ends with a gap"
            continue
        end = "'" if algorithm in ELISIONS else ""
        never = [word for word in _words(tokens) if not WORD.fullmatch(word.removesuffix(end))]
        if never:
            yield f"{place}: “{row}” can never be found, for “{never[0]}” is no word"
            continue
        key = places_of(row, algorithm)
        if key in known and known[key] != row:
            yield f"{place}: “{row}” has the stems of “{known[key]}”"
        known.setdefault(key, row)


def _words(tokens: list[str]) -> Iterator[str]:
    """Yield the words of a row's tokens, without the sign that keeps one as it is."""
    for token in tokens:
        if token != "…":
            yield from (word.removesuffix("=") or word for word in token.split("/"))


def _operations(data: dict[str, Any], reference: list[dict[str, Any]]) -> Iterator[str]:
    hazards = {row["name"]: row["hazards"] for row in reference}
    clauses = {row["name"] for row in reference if "fails" in row}
    yield from _names("[[operation]]", [row.get("name", "") for row in data["operation"]], hazards)
    for row in data["operation"]:
        name = row.get("name")
        if name not in hazards:
            continue
        place = f"[[operation]] {name}"
        if not isinstance(row.get("noun"), str) or not row["noun"].strip():
            yield f"{place}: no noun"
        if (name in clauses) != bool(str(row.get("fails", "")).strip()):
            yield f"{place}: “fails” is a clause where {ENGLISH}.toml has one, and there alone"
        if row.get("hazards") != hazards[name]:
            yield f"{place}: its hazards are not {', '.join(hazards[name])}"
        faults = list(_strings(f"{place} verbs", row.get("verbs")))
        yield from faults or _phrases(f"{place} verbs", row["verbs"], data)


def _questions(given: dict[str, Any], reference: dict[str, Any]) -> Iterator[str]:
    """Yield the faults of the questions. One that names an operation is needed: its noun is not English."""
    for name, text in reference.items():
        if name not in given and not _fields(text).isdisjoint({"operation", "fails"}):
            yield f"[questions]: no “{name}”"
    for name, text in given.items():
        if name not in reference:
            yield f"[questions]: “{name}” is no name that {ENGLISH}.toml has"
            continue
        if isinstance(text, str) != isinstance(reference[name], str):
            yield f"[questions] {name}: a text or a list of texts, as in {ENGLISH}.toml"
            continue
        for field in sorted(_fields(text) - _fields(reference[name])):
            yield f"[questions] {name}: nothing fills in “{{{field}}}”"
        if name.startswith("blanks-") and not all(BLANK in row for row in text):
            yield f"[questions] {name}: a row without its blank “{BLANK}”"


def _fields(text: str | list[str]) -> set[str]:
    return set(FIELD.findall(text if isinstance(text, str) else " ".join(text)))


def _headings(given: dict[str, Any], reference: dict[str, Any]) -> Iterator[str]:
    yield from _names("[headings]", given, reference)
    for role, text in given.items():
        if not isinstance(text, str) or not text.strip():
            yield f"[headings] {role}: a text is needed"


def _variants(given: object) -> Iterator[str]:
    """Yield the faults of the characters that are written otherwise: each row is one, and what stands for it."""
    faults = list(_strings("variants", given, may_be_empty=True))
    yield from faults
    if not faults and isinstance(given, list):
        yield from (f"variants: “{row}” is no pair of characters" for row in given if len(row) != 2)
