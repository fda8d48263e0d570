"""``whylint check``: ask what specs leave open."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from whylint.cli.arguments import SEVERITIES
from whylint.cli.checking import outcomes
from whylint.cli.documents import Documents, Problems
from whylint.cli.known import KnownFindings
from whylint.cli.progress import Bar
from whylint.cli.report_json import JsonReporter
from whylint.cli.report_text import TextReporter
from whylint.cli.terminal import Terminal
from whylint.rules import RULE_NAMES
from whylint.workspace.cache import cache_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from whylint.cli.documents import Document
    from whylint.cli.reporter import Reporter
    from whylint.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Check documents, report their findings, and return the exit code."""
    problems = Problems()
    select, ignore = _rules(arguments.select, problems), _rules(arguments.ignore, problems)
    if arguments.yes and not arguments.ask:
        problems.report("--yes agrees to what --ask would write: say --ask too")
    if problems.exit_code(0):
        return problems.exit_code(0)
    known = KnownFindings(arguments, problems)

    def settings_of(document: Document) -> Settings:
        return known.settings(document, _with_options(document.configuration.settings, select, ignore))

    if arguments.ask:
        from whylint.cli.asking import ask  # noqa: PLC0415 - loads what a check without it does not need

        code = ask(arguments, problems, Documents(arguments, problems, known.concerns), settings_of)
        known.finish()
        return problems.exit_code(code)
    reporter = _reporter(arguments)
    failed = False
    documents = Documents(arguments, problems, known.concerns)
    with Bar(len(documents)) as bar:
        for document, outcome in outcomes(
            documents,
            settings_of,
            with_fixes=arguments.format == "json",
            cache=None if arguments.no_cache else cache_folder(),
        ):
            fail_on = SEVERITIES.index(arguments.fail_on or document.configuration.fail_on)
            failed |= any(SEVERITIES.index(each["severity"]) <= fail_on for each in outcome["findings"])
            if outcome["findings"]:
                bar.hide()
            reporter.document(document.path, outcome)
            bar.step()
    reporter.finish(known.number)
    known.finish()
    return problems.exit_code(int(failed))


def _rules(options: Iterable[str] | None, problems: Problems) -> frozenset[str]:
    """Return the rules that an option names, none where it is not given; unknown ones are reported."""
    names = {name.strip() for option in options or () for name in option.split(",")} - {""}
    for name in sorted(names - set(RULE_NAMES)):
        from whylint.workspace.options import unknown_rule  # noqa: PLC0415 - only for who has mistyped one

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
