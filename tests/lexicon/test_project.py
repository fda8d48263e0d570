"""The words of a project: read on top of a language's, in its own documents alone."""

from __future__ import annotations

import pytest

from whylint.conventions import Conventions, ProjectWords, dialect, language_code
from whylint.engine import Analysis, analyse
from whylint.lexicon import vocabulary_for
from whylint.lexicon.project import fault_of_phrase
from whylint.settings import Settings
from whylint.spec.document_kind import DocumentKind
from whylint.text.lines import split_lines

SPEC = """\
# Stores

The quartermaster cannot tell which rations are missing.

## Fit tests

- The quartermaster faxes the order to the depot
- The list is snappy
- The order is kept
"""


def read(text: str, conventions: Conventions) -> Analysis:
    return analyse(split_lines(text), Settings(conventions=conventions))


def found(analysis: Analysis) -> set[str]:
    return {finding.rule for finding in analysis.findings}


def test_a_project_adds_labels_operations_people_and_weak_words() -> None:
    assert not read(SPEC, Conventions()).spec.is_spec
    labels, verbs = {"acceptance": ["fit tests"]}, {"send": ["fax"]}
    without = read(SPEC, Conventions(words=ProjectWords.of(labels, {}, {})))
    assert found(without) == {"missing-user-problem"}
    words = ProjectWords.of(labels, verbs, {"person": ["quartermaster"], "vague_word": ["snappy"]})
    analysis = read(SPEC, Conventions(words=words))
    assert found(analysis) == {"missing-error-state", "vague-criterion"}
    (group,) = analysis.spec.groups
    assert group.criteria[0].promise is not None
    assert group.criteria[0].promise.operation == "send"
    assert language_code(analysis.spec.language) == "en"


def test_words_are_inflected_as_the_language_of_the_document_has_it() -> None:
    words = ProjectWords.of({}, {"send": ["funkspruch"]}, {})
    assert vocabulary_for(dialect("de", words)).operations("Nach Ende des Funkspruches")
    assert not vocabulary_for("de").operations("Nach Ende des Funkspruches")


def test_a_dialect_is_its_language_and_its_words() -> None:
    words = ProjectWords.of({}, {"send": ["fax"]}, {})
    assert dialect("en", words) == dialect("en", ProjectWords.of({}, {"send": ["fax"]}, {}))
    assert dialect("en", words) != dialect("de", words)
    assert dialect("en", words) != dialect("en", ProjectWords.of({}, {"send": ["cable"]}, {}))
    assert dialect("en", ProjectWords()) == "en"
    assert language_code(dialect("de", words)) == "de"
    assert dialect("de", words).startswith("de-x-")


@pytest.mark.parametrize("phrase", ["", "…", "send …", "!", "a b/!"])
def test_a_phrase_that_finds_nothing_is_told(phrase: str) -> None:
    assert fault_of_phrase(phrase)


def test_a_language_can_be_forced_or_the_choice_be_narrowed() -> None:
    german = (
        "# Belege\n\n## Akzeptanzkriterien\n\n- Der Kunde lädt einen Beleg hoch und sendet die Meldung ab\n"
    )
    assert read(german, Conventions()).spec.language == "de"
    assert read(german, Conventions(languages=("en", "fr"))).spec.language == "en"
    assert read(german, Conventions(languages=("en", "de"))).spec.language == "de"
    assert read(german, Conventions(languages=("en",), language="de")).spec.language == "de"


def test_a_kind_can_be_forced_and_others_be_left_alone() -> None:
    spec = "# A\n\n## Acceptance criteria\n\n- The customer uploads a receipt\n"
    assert read(spec, Conventions(kind="none")).findings == ()
    assert read(spec, Conventions(kind="api")).spec.kind is DocumentKind.API
    lines = split_lines(spec)
    assert analyse(lines, Settings(kinds=frozenset({DocumentKind.API}))).findings == ()
    assert analyse(lines, Settings(kinds=frozenset({DocumentKind.STORY}))).findings
