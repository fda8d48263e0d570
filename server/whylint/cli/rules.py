"""``whylint rules``: list the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.cli.as_json import print_json
from whylint.rules import RULES

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """List the rules with their default severities, and return the exit code."""
    if arguments.format == "json":
        print_json(
            [
                {"name": rule.name, "severity": rule.severity, "summary": rule.summary, "help": rule.help_url}
                for rule in RULES.values()
            ]
        )
        return 0
    widest = max(map(len, RULES))
    for rule in RULES.values():
        print(f"{rule.name:{widest}}  {rule.severity:11}  {rule.summary}")
    return 0
