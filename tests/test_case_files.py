"""The runner of case files: a test that could not fail would be worth nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from case_files import CaseError, mark, read_cases, update
from whylint.rules.finding import Finding, Severity
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
# Cases

## An upload

Prose about it.

````markdown
As a customer, I want to send receipts so that I get my money back.

## Acceptance Criteria
- The customer uploads a receipt
               ^^^^^^^^^^^^^^^^^ missing-error-state "When the upload fails"

```js
a()
```
````

## Without the rule

```toml
ignore = ["missing-error-state"]
```

```markdown
As a customer, I want to send receipts so that I get my money back.

## Acceptance Criteria
- The customer uploads a receipt
```

```outline
story, en
  user problem: 1
  not stated: persona, goal, why now, non goals, alternatives, success metric, follow up, error states, \
edge cases, performance expectation, prior art, open questions
3-4 Acceptance Criteria, bullet
  problem: 1
  4 “The customer uploads a receipt”
    upload can fail, not covered
```
"""


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.md"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_case_is_a_heading_with_fences(case_file: Path) -> None:
    cases = read_cases(case_file)
    assert [(case.name, case.line, sorted(case.fences)) for case in cases] == [
        ("An upload", 2, ["markdown"]),
        ("Without the rule", 18, ["markdown", "outline", "toml"]),
    ]
    assert [case.difference() for case in cases] == ["", ""]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        pytest.param("               ^^^^^^^^^^^^^^^^^ missing-error-state", "", "+   ", id="a finding more"),
        pytest.param("               ^^^", "               ^^", "-   ", id="a caret less"),
        pytest.param("               ^", "              ^", "+   ", id="a column to the left"),
        pytest.param("missing-error-state", "missing-user-problem", "-   ", id="another rule"),
        pytest.param(
            "When the upload", "When the download", "what does the customer see", id="another message"
        ),
        pytest.param("Prose about it.", "Prose.", "", id="prose does not matter"),
        pytest.param("a()\n", "a()\n^ missing-error-state\n", "-^ ", id="a finding less"),
        pytest.param(
            "upload can fail, not", "upload can fail,", "+    upload can fail, not covered", id="outline"
        ),
        pytest.param('["missing-error-state"]', "[]", "+   ", id="another configuration"),
    ],
)
def test_what_differs_is_told(case_file: Path, right: str, wrong: str, told: str) -> None:
    source = (
        GOOD.replace(f'{right} "When the upload fails"', wrong)
        if wrong == ""
        else GOOD.replace(right, wrong, 1)
    )
    assert source != GOOD
    case_file.write_text(source, encoding="utf-8")
    difference = "".join(case.difference() for case in read_cases(case_file))
    assert told in difference
    assert bool(told) == bool(difference)


def test_an_update_writes_what_is_found_and_nothing_else(case_file: Path) -> None:
    good = GOOD.replace(' "When the upload fails"', "")
    spoilt = good.replace(
        "               ^^^^^^^^^^^^^^^^^ missing-error-state", "^ vague-error-handling\n^ some-rule"
    )
    case_file.write_text(spoilt.replace("upload can fail, not covered", "nothing"), encoding="utf-8")
    for case in read_cases(case_file):
        update(case)
    assert case_file.read_text(encoding="utf-8") == good


def test_an_update_leaves_what_is_right_alone(case_file: Path) -> None:
    for case in read_cases(case_file):
        update(case)
    assert case_file.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("````markdown", "````python", "7: a fence of “python”"),
        ("```outline", "```toml", "32: a second fence of toml"),
        ("## Without the rule", "## An upload", "3: “An upload” is the name of another case too"),
        ("## Without the rule", "## No spec\n\n```toml\n```\n\n## Without the rule", "19: “No spec” has no"),
    ],
)
def test_what_is_no_case_file_is_told(case_file: Path, right: str, wrong: str, told: str) -> None:
    case_file.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CaseError, match=told):
        read_cases(case_file)


def test_a_mistake_in_the_configuration_of_a_case_is_told(case_file: Path) -> None:
    case_file.write_text(GOOD.replace("ignore", "ignroe"), encoding="utf-8")
    with pytest.raises(CaseError, match="did you mean “ignore”"):
        read_cases(case_file)[1].difference()


def test_a_finding_that_goes_over_several_lines_says_where_it_ends() -> None:
    span = Span(Position(0, 2), Position(1, 11))
    finding = Finding("missing-error-state", Severity.WARNING, "Why?", span)
    assert mark(finding, ["- uploads\n", "  a receipt\n"]) == "  ^^^^^^^+1:11 missing-error-state"
