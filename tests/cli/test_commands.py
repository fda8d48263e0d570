"""The commands that tell about Whylint itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import whylint

from whylint import __version__
from whylint.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path


def test_explain_prints_the_page_of_a_rule(tmp_path: Path) -> None:
    for name, rule in RULES.items():
        assert whylint("explain", name, folder=tmp_path) == (0, rule.markdown(), "")


def test_explain_renders_the_page_on_a_terminal(tmp_path: Path) -> None:
    rendered = whylint("explain", "missing-error-state", "--color", "always", folder=tmp_path).out
    assert "\x1b[" in rendered
    assert "## " not in rendered
    assert "Why it matters" in rendered


def test_explain_tells_what_was_meant(tmp_path: Path) -> None:
    result = whylint("explain", "missing-error-states", folder=tmp_path)
    assert result == (2, "", "unknown rule “missing-error-states”; did you mean “missing-error-state”?\n")


def test_rules_lists_them_all(tmp_path: Path) -> None:
    lines = whylint("rules", folder=tmp_path).out.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.name, rule.severity] for rule in RULES.values()]
    assert all(line.endswith(rule.summary) for line, rule in zip(lines, RULES.values(), strict=True))


def test_rules_as_data(tmp_path: Path) -> None:
    rules = json.loads(whylint("rules", "--format", "json", folder=tmp_path).out)
    assert [rule["name"] for rule in rules] == list(RULES)
    assert all(rule.keys() == {"name", "severity", "summary", "help"} for rule in rules)


def test_version(tmp_path: Path) -> None:
    assert whylint("--version", folder=tmp_path) == (0, f"whylint {__version__}\n", "")


def test_help_has_examples(tmp_path: Path) -> None:
    result = whylint("--help", folder=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert "whylint check specs/" in result.out
    assert "2  wrong usage or configuration" in result.out


@pytest.mark.parametrize("arguments", [[], ["chek"]])
def test_without_a_command_the_usage_is_told(tmp_path: Path, arguments: list[str]) -> None:
    result = whylint(*arguments, folder=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("usage: whylint")
