"""Names: what is one, what it means, and what it is written as next."""

from __future__ import annotations

import pytest

from whylint import engine
from whylint.spec.references import (
    Name,
    References,
    Token,
    may_mean,
    mentions_on,
    name_of,
    renamed,
    tokens,
)
from whylint.text.lines import split_lines
from whylint.text.position import Position

SPEC = """\
# Receipts

Employees wait for weeks for their money.

### Requirement 2: Upload

#### Acceptance Criteria

1. WHEN the employee uploads a photo THEN the system SHALL store it
2. IF the upload fails THEN the system SHALL keep the photo

### FR-07 Export

#### Acceptance Criteria

- AC-1: The employee exports the list
- [AC_2] The employee exports a receipt
- #3 The employee prints a receipt

| ID | Criterion |
|---|---|
| AC-04 | The employee sends a receipt |
"""


def references(text: str) -> References:
    analysis = engine.analyse(split_lines(text))
    return analysis.references


def test_names_are_given_by_headings_ids_and_numbers_in_lists() -> None:
    assert [
        (str(anchor.name.kind), anchor.name.number, anchor.written) for anchor in references(SPEC).anchors
    ] == [
        ("requirements", "2", "Requirement 2"),
        ("acceptance", "2.1", ""),
        ("acceptance", "2.2", ""),
        ("fr", "7", "FR-07"),
        ("acceptance", "1", "AC-1"),
        ("acceptance", "2", "AC_2"),
        ("acceptance", "3", "#3"),
        ("acceptance", "4", "AC-04"),
    ]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("see FR-001 and FR-2.", ["FR-001", "FR-2"]),
        ("_Requirements: 1.2, 3.1_", ["1.2", "3.1"]),
        ("**Validates: Requirements 1.2 and 1.3**", ["1.2", "1.3"]),
        ("(AC: #1, #3)", ["1", "3"]),
        ("Anforderungen: 1.2", ["1.2"]),
        ("US1 and User Story 2", ["US1", "2"]),
        ("v2, IPv6, SHA-256 and AUTH-FR-12", ["v2", "IPv6", "SHA-256", "AUTH-FR-12"]),
        ("3 users wait 5 days", ["users", "wait 5"][1:]),
        ("a1b2c3 2024-01-02", []),
        ("no names here", []),
    ],
)
def test_what_looks_like_a_name_is_found_on_a_line(line: str, written: list[str]) -> None:
    language = "de" if line.startswith("Anf") else "en"
    assert [mention.written for mention in mentions_on([line], 0, language)] == written


@pytest.mark.parametrize(
    ("word", "number", "language", "name"),
    [
        ("AC", "03", "en", ("acceptance", "3")),
        ("US", "1", "en", ("story", "1")),
        ("Requirements", "1.02", "en", ("requirements", "1.2")),
        ("Anforderung", "1", "de", ("requirements", "1")),
        ("FR", "000", "en", ("fr", "0")),
    ],
)
def test_names_are_compared_by_what_they_mean(
    word: str, number: str, language: str, name: tuple[str, str]
) -> None:
    assert name_of(word, number, language) == Name(*name)


@pytest.mark.parametrize(
    ("series", "elsewhere", "following"),
    [
        (["AC-1", "AC-2"], "", "AC-3"),
        (["FR-009"], "", "FR-010"),
        (["AC-1.9"], "", "AC-1.10"),
        (["AC-4", "AC-2"], "", "AC-5"),
        (["AC-104"], "- AC-201: b", "AC-105"),
        (["AC-1"], "AC2 was dropped, and its number is not given again.", "AC-3"),
        (["#1", "#2"], "", "#3"),
    ],
)
def test_the_next_name_has_the_same_form(series: list[str], elsewhere: str, following: str) -> None:
    items = "".join(f"- {name} The clerk uploads a receipt\n" for name in series)
    document = references(f"# Claims\n\n## Acceptance criteria\n{items}\n## Notes\n\n{elsewhere}\n")
    assert document.next_name(series) == following


def test_a_new_name_is_written_as_each_place_wrote_the_old_one() -> None:
    document = references(SPEC)
    anchor = next(anchor for anchor in document.anchors if anchor.written == "AC-1")
    rewrite = renamed(anchor, "AC-9", document)
    assert [rewrite(written) for written in ("AC-1", "AC1", "1")] == ["AC-9", "AC-9", "9"]
    assert renamed(anchor, "REQ-9", document)("1") == "REQ-9"
    assert renamed(anchor, "AC-01", document)("AC-1") == "AC-01"


@pytest.mark.parametrize("name", ["", "upload", "AC 9", "AC-9: upload", "AC-2", "AC_2", "9 lives", "\n"])
def test_what_is_no_id_or_taken_is_refused(name: str) -> None:
    document = references(SPEC)
    anchor = next(anchor for anchor in document.anchors if anchor.written == "AC-1")
    with pytest.raises(ValueError, match=r"no id|already stands in line"):
        renamed(anchor, name, document)


def test_a_name_is_found_at_both_its_ends() -> None:
    document = references(SPEC)
    line = next(number for number, text in enumerate(document.lines) if "AC-1" in text)
    found = [document.at(Position(line, column)) for column in (1, 2, 4, 6, 7)]
    assert [each is not None for each in found] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "text", ["", "\n", "#", "# 1", "- 1", "1. ", "AC-", "# Requirement 99999999999999999999"]
)
def test_no_text_is_too_odd(text: str) -> None:
    document = references(text)
    assert list(document.mentions(document.anchors)) == []


@pytest.mark.parametrize(
    "line",
    [
        "As FR-003 and AC 4 say",
        "_Requirements: 1.2, 3.1 and 4_",
        "User Story 1, stories 2 and 03",
        "| x | REQ_7 |",
        "2 of AC1",
        "критерий 5, 验收标准：3",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "ru", "zh"])
def test_what_a_line_speaks_of_is_among_its_tokens_in_any_language(line: str, language: str) -> None:
    found = tokens(f"# A title\n{line}\n")
    for mention in mentions_on([line], 0, language):
        assert any(may_mean(token, [mention.name], language) for token in found), mention


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("- **AC-1**: it is kept", True),
        ("- [x] AC-1 it is kept", True),
        ("| 1 | AC-1 | it is kept |", True),
        ("### AC-1 It is kept", True),
        ("as AC-1 says", False),
        ("- [ ] Keep it (AC-1)", False),
    ],
)
def test_a_line_that_begins_with_a_name_may_give_it(line: str, begins: bool) -> None:
    assert tokens(line) == {Token("ac", "1"): begins}
