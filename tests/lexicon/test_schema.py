"""What the author of a lexicon file is told, and what is said of a file that cannot be used."""

from __future__ import annotations

import sys
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from whylint.lexicon import LANGUAGES, schema
from whylint.lexicon.lexicon import Lexicon, LexiconError, lexicon, sources, table, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENGLISH = tables("en")


def faults(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Return what is said of a file that is like the English one but for a change."""
    data = deepcopy(ENGLISH)
    data["language"] = "xx"
    change(data)

    monkeypatch.setattr(schema, "tables", lambda language: ENGLISH if language == "en" else data)
    return schema.validate("xx")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda data: data.pop("phrases"), "xx.toml: no “phrases”"),
        (lambda data: data.update(name=7), "xx.toml, name: a text is needed, above all tables"),
        (lambda data: data.update(language="yy"), "xx.toml, language: 'yy' is not the file's name"),
        (lambda data: data.update(spaced="yes"), "xx.toml, spaced: true or false is needed"),
        (lambda data: data.update(common=[]), "xx.toml, common: no rows"),
        (
            lambda data: data["labels"].update(goal=["aim"]),
            "xx.toml, [labels]: “goal” is no name that en.toml has",
        ),
        (lambda data: data["phrases"].pop("pain"), "xx.toml, [phrases]: no “pain”"),
        (lambda data: data["phrases"].update(pain=[]), "xx.toml, [phrases] pain: no rows"),
        (lambda data: data["phrases"].update(pain=["hard", " "]), "xx.toml, [phrases] pain: an empty row"),
        (
            lambda data: data["phrases"].update(pain=["hard", 3]),
            "xx.toml, [phrases] pain: a list of texts is needed",
        ),
        (
            lambda data: data["phrases"].update(pain=["hard", "hard"]),
            "xx.toml, [phrases] pain: “hard” stands twice",
        ),
        (
            lambda data: data["phrases"].update(pain=["waste time", "wasted times"]),
            "xx.toml, [phrases] pain: “wasted times” has the stems of “waste time”",
        ),
        (
            lambda data: data["phrases"].update(pain=["too slow …"]),
            "xx.toml, [phrases] pain: “too slow …” begins or ends with a gap",
        ),
        (
            lambda data: data["phrases"].update(pain=["hard, long"]),
            "xx.toml, [phrases] pain: “hard, long” can never be found, for “hard,” is no word",
        ),
        (
            lambda data: data["operation"][0].update(name="uplod"),
            "xx.toml, [[operation]]: “uplod” is no name that en.toml has",
        ),
        (lambda data: data["operation"][0].update(noun=" "), "xx.toml, [[operation]] upload: no noun"),
        (
            lambda data: data["operation"][1].update(hazards=["too-big"]),
            "xx.toml, [[operation]] import: its hazards are not rejected-input, partial, duplicate",
        ),
        (lambda data: data["operation"][0].update(verbs=[]), "xx.toml, [[operation]] upload verbs: no rows"),
        (
            lambda data: data["questions"].pop("missing-error-state"),
            "xx.toml, [questions]: no “missing-error-state”",
        ),
        (
            lambda data: data["questions"].update(why="Why?"),
            "xx.toml, [questions]: “why” is no name that en.toml has",
        ),
        (
            lambda data: data["questions"].update(open="{who}, open"),
            "xx.toml, [questions] open: nothing fills in “{who}”",
        ),
        (
            lambda data: data["questions"].update(open=["Open"]),
            "xx.toml, [questions] open: a text or a list of texts, as in en.toml",
        ),
        (
            lambda data: data["questions"].update({"blanks-missing-error-state": ["Seen"]}),
            "xx.toml, [questions] blanks-missing-error-state: a row without its blank “(…)”",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    assert fault in faults(monkeypatch, change)


def test_questions_may_be_missing_that_need_no_noun(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, lambda data: data["questions"].pop("vague-error-handling")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_read_by_itself_is_what_the_file_says(language: str) -> None:
    whole = tables(language)
    assert {name: table(language, name) for name in whole} == whole
    assert table(language, "no such table") is None


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('stemmer = "english"\nspaced = true\n', "xx.toml has no “phrases”"),
        ('spaced = true\n[phrases]\npain = ["hard"]\n', "xx.toml has no “stemmer”"),
        (
            'stemmer = "english"\nspaced = true\n[phrases]\npain = ["… hard"]\n',
            r"xx.toml, \[phrases\]: “… hard” does not begin with a word",
        ),
        ("stemmer = english", "xx.toml: Invalid value"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str, message: str
) -> None:
    (tmp_path / "xx.toml").write_text(source, encoding="utf-8")
    module = sys.modules[Lexicon.__module__]  # the package has a function of the module's name
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    forget()
    with pytest.raises(LexiconError, match=message):
        Lexicon("xx").phrases.find("hard")
    forget()


def forget() -> None:
    """Let all files be read anew."""
    sources.cache_clear()
    table.cache_clear()


def test_a_language_without_a_lexicon_has_none() -> None:
    with pytest.raises(KeyError):
        lexicon("xx")
