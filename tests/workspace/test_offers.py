"""What may stand at a place of a configuration file."""

from __future__ import annotations

import pytest

from whylint.lexicon import LANGUAGES
from whylint.rules import RULES
from whylint.workspace.offers import offers
from whylint.workspace.options import IN_FILE


def texts(source: str, *, inside: tuple[str, ...] = ()) -> list[str]:
    """Return what is offered where ``¦`` stands."""
    before, _, after = source.partition("¦")
    lines = (before + after).splitlines(keepends=True) or [""]
    line = before.count("\n")
    return [offer.text for offer in offers(lines, line, before.rpartition("\n")[2], inside=inside)]


RULE_STRINGS = [f'"{rule}"' for rule in RULES]


@pytest.mark.parametrize(
    "source", ["¦", "ig¦", 'select = ["x"]\n¦', "# a comment\n  ¦", 'ignore = [\n  "x",\n]\n¦']
)
def test_keys_are_offered_at_the_beginning_of_a_line(source: str) -> None:
    assert texts(source) == list(IN_FILE)


@pytest.mark.parametrize(
    "source",
    [
        "ignore = [¦",
        'ignore = ["¦',
        'ignore = ["miss¦"]',
        'ignore = ["missing-error-state", ¦]',
        'ignore = ["missing-error-state", "¦',
        'ignore = [\n  "missing-error-state", # why\n  ¦',
        '[[files]]\nmatch = ["a"]\nselect = ["¦',
    ],
)
def test_rules_are_offered_where_a_list_of_rules_stands(source: str) -> None:
    assert texts(source) == RULE_STRINGS


def test_a_string_is_closed_as_it_was_opened_and_replaced_from_its_quote() -> None:
    (first, *_) = offers(["ignore = ['mis\n"], 0, "ignore = ['mis")
    assert (first.text[0], first.text[-1], first.begun) == ("'", "'", 4)


@pytest.mark.parametrize(
    ("source", "offered"),
    [
        ('fail-on = "¦', ['"error"', '"warning"', '"information"', '"hint"']),
        ("[severity]\nvague-criterion = ¦", ['"error"', '"warning"', '"information"', '"hint"']),
        ("[severity]\n¦", list(RULES)),
        ("max-size = ¦", []),
        ("inlay-hints = t¦", ["true", "false"]),
        ('inlay-hints = "¦', []),
        ('exclude = ["¦', []),
        ("[other]\n¦", []),
        (
            '[[files]]\nlanguage = "¦',
            [f'"{each}"' for each in LANGUAGES],
        ),
        ("= ¦", []),
        ("[[[\n¦", list(IN_FILE)),
    ],
)
def test_each_value_has_its_own_names(source: str, offered: list[str]) -> None:
    assert texts(source) == offered


def test_in_a_file_of_others_only_the_own_table_is_completed() -> None:
    inside = ("tool", "whylint")
    assert texts("[tool.ruff]\n¦", inside=inside) == []
    assert texts("¦", inside=inside) == []
    assert texts("[tool.whylint]\n¦", inside=inside) == list(IN_FILE)
    assert texts("[tool.whylint.severity]\n¦", inside=inside) == list(RULES)
    assert texts("[[tool.whylint.files]]\nmatch = ['a']\nignore = [¦", inside=inside) == RULE_STRINGS


def test_keys_come_with_their_help() -> None:
    by_text = {offer.text: offer.help for offer in offers([""], 0, "")}
    assert by_text["ignore"] == "Leave these rules out."
