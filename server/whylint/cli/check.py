"""``whylint check``: ask what specs leave open."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from whylint.cli.documents import Problems, documents
from whylint.cli.known import KnownFindings
from whylint.cli.report_json import JsonReporter
from whylint.cli.report_text import TextReporter
from whylint.cli.terminal import Terminal
from whylint.engine import analyse
from whylint.rules import RULE_NAMES
from whylint.rules.finding import Severity
from whylint.workspace.options import unknown_rule

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from whylint.cli.report import Reporter
    from whylint.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Check documents, report their findings, and return the exit code."""
    problems = Problems()
    select, ignore = _rules(arguments.select, problems), _rules(arguments.ignore, problems)
    if problems.exit_code(0):
        return problems.exit_code(0)
    reporter = _reporter(arguments)
    known = KnownFindings(arguments, problems)
    failed = False
    for document in documents(arguments, problems, known.concerns):
        configuration = document.configuration
        settings = known.settings(document, _with_options(configuration.settings, select, ignore))
        analysis = analyse(document.lines, settings)
        fail_on = Severity(arguments.fail_on or configuration.fail_on)
        failed |= any(finding.severity.rank <= fail_on.rank for finding in analysis.findings)
        reporter.document(document.path, analysis)
    reporter.finish(known.number)
    known.finish()
    return problems.exit_code(int(failed))


def _rules(options: Iterable[str] | None, problems: Problems) -> frozenset[str]:
    """Return the rules that an option names, none where it is not given; unknown ones are reported."""
    names = {name.strip() for option in options or () for name in option.split(",")} - {""}
    for name in sorted(names - set(RULE_NAMES)):
        problems.report(unknown_rule(name))
    return frozenset(names)


def _with_options(settings: Settings, select: frozenset[str], ignore: frozenset[str]) -> Settings:
    """Return settings as options change them: ``--select`` replaces the file's lists, ``--ignore`` adds."""
    if select:
        settings = replace(settings, select=select, ignore=frozenset())
    return replace(settings, ignore=settings.ignore | ignore)


def _reporter(arguments: argparse.Namespace) -> Reporter:
    if arguments.format == "json":
        return JsonReporter()
    return TextReporter(Terminal(sys.stdout, arguments.color), everything=arguments.all)
