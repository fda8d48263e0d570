"""Leaving a rule out of a project, whatever its configuration file looks like."""

from __future__ import annotations

import pytest

from whylint.text.edits import apply_edits
from whylint.workspace.ignoring import ignoring

RULE = "missing-error-state"


def ignored(source: str, name: str = "whylint.toml") -> str | None:
    edit = ignoring(source, name, RULE)
    return None if edit is None else apply_edits(source, [edit])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'ignore = ["missing-error-state"]\n'),
        ("# Ours.\n", '# Ours.\nignore = ["missing-error-state"]\n'),
        ('fail-on = "error"', 'fail-on = "error"\nignore = ["missing-error-state"]\n'),
        ("ignore = []  # none yet\r\n", 'ignore = ["missing-error-state"]  # none yet\r\n'),
        (
            'ignore = ["vague-criterion"] # Ann\n[severity]\n',
            'ignore = ["vague-criterion", "missing-error-state"] # Ann\n[severity]\n',
        ),
        (
            "ignore = [\n    'vague-criterion', # ] Ann\n    # more\n]\n",
            "ignore = [\n    'vague-criterion',\n    \"missing-error-state\", # ] Ann\n    # more\n]\n",
        ),
        (
            'ignore = [\n\t"vague-criterion"\n]\n',
            'ignore = [\n\t"vague-criterion",\n\t"missing-error-state"\n]\n',
        ),
        (
            'exclude = ["a"]\n\n# How bad.\n[severity]\nvague-criterion = "hint"\n',
            'exclude = ["a"]\n\nignore = ["missing-error-state"]\n\n# How bad.\n[severity]\nvague-criterion = "hint"\n',
        ),
    ],
)
def test_a_rule_is_added_and_all_else_stays(before: str, after: str) -> None:
    assert ignored(before) == after
    assert ignored(after) is None


def test_in_a_pyproject_it_goes_into_the_table_of_whylint() -> None:
    text = '[project]\nname = "a"\n\n[tool.whylint]\nfail-on = "error"\n'
    expected = (
        '[project]\nname = "a"\n\n[tool.whylint]\nignore = ["missing-error-state"]\nfail-on = "error"\n'
    )
    assert ignored(text, "pyproject.toml") == expected
    assert ignored(expected, "pyproject.toml") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '[project]\nname = "a"\n',
            '[project]\nname = "a"\n\n[tool.whylint]\nignore = ["missing-error-state"]\n',
        ),
        (
            '[tool.whylint.severity]\nvague-criterion = "hint"',
            (
                '[tool.whylint.severity]\nvague-criterion = "hint"\n\n'
                '[tool.whylint]\nignore = ["missing-error-state"]\n'
            ),
        ),
        (
            '[tool]\nwhylint = {fail-on = "error"} # Ann\n',
            '[tool]\nwhylint = {ignore = ["missing-error-state"], fail-on = "error"} # Ann\n',
        ),
        (
            '[tool]\nwhylint.fail-on = "error"\n',
            '[tool]\nwhylint.ignore = ["missing-error-state"]\nwhylint.fail-on = "error"\n',
        ),
        ("tool.whylint.ignore = []\n", 'tool.whylint.ignore = ["missing-error-state"]\n'),
    ],
)
def test_a_pyproject_may_be_written_in_other_ways(before: str, after: str) -> None:
    assert ignored(before, "pyproject.toml") == after
    assert ignored(after, "pyproject.toml") is None


def test_what_looks_like_a_table_may_be_a_text() -> None:
    text = 'text = """\n[severity]\n"""\n'
    assert ignored(text) == f'{text}ignore = ["missing-error-state"]\n'


def test_a_list_of_its_own_takes_over_what_the_extended_files_say() -> None:
    edit = ignoring('extend = "base.toml"\n', "whylint.toml", RULE, ("vague-criterion",))
    assert edit is not None
    assert edit.text == 'ignore = ["vague-criterion", "missing-error-state"]\n'


@pytest.mark.parametrize("source", ["ignore = [", 'ignore = "all"\n', 'ignore = [["a"]]\n'])
def test_what_the_edit_could_not_keep_is_left_alone(source: str) -> None:
    assert ignored(source) is None or ignored(source) == source + 'ignore = ["missing-error-state"]\n'
