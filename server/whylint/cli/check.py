"""``whylint check``: report what specs leave open."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from whylint.cli.documents import Problems, documents
from whylint.engine import analyse
from whylint.rules import RULES
from whylint.rules.finding import Severity
from whylint.workspace.configuration import Configurations, unknown_rule

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from whylint.cli.report import Reporter
    from whylint.engine import Settings


def run(arguments: argparse.Namespace) -> int:
    """Check documents and return the exit code."""
    problems = Problems()
    select, ignore = _rules(arguments.select, problems), _rules(arguments.ignore, problems)
    fixed = Path(arguments.config) if arguments.config else None
    if fixed is not None and not fixed.is_file():
        problems.report(f"{fixed}: no such configuration file; check the spelling, or leave --config out")
    if problems.any:
        return 2
    configurations = Configurations(fixed, enabled=not arguments.no_config)
    here = configurations.of(Path())
    reporter = _reporter(arguments)
    failed = False
    for document in documents(arguments.paths, problems, stdin_name=arguments.stdin_filename, exclude=here.exclude):
        configuration = configurations.of(document.folder)
        analysis = analyse(document.lines, _with_options(configuration.settings, select, ignore))
        fail_on = Severity(arguments.fail_on) if arguments.fail_on else configuration.fail_on
        failed |= any(finding.severity.rank <= fail_on.rank for finding in analysis.findings)
        reporter.document(document.name, analysis)
    for problem in configurations.problems():
        problems.report(problem)
    reporter.finish(incomplete=problems.any)
    return 2 if problems.any else int(failed)


def _rules(options: Iterable[str] | None, problems: Problems) -> frozenset[str] | None:
    """Return the rules that an option names, None where it is not given; unknown ones are reported."""
    if options is None:
        return None
    names = [name.strip() for option in options for name in option.split(",") if name.strip()]
    for name in names:
        if name not in RULES:
            problems.report(unknown_rule(name))
    return frozenset(names)


def _with_options(settings: Settings, select: frozenset[str] | None, ignore: frozenset[str] | None) -> Settings:
    """Return settings with what the command line says: ``--select`` in place of the file's, ``--ignore`` beside it."""
    if select is not None:
        settings = replace(settings, select=select, ignore=settings.ignore - select)
    return replace(settings, ignore=settings.ignore | ignore) if ignore else settings


def _reporter(arguments: argparse.Namespace) -> Reporter:
    if arguments.format == "json":
        from whylint.cli.report_json import JsonReporter  # noqa: PLC0415 - only what is asked for is imported

        return JsonReporter(sys.stdout)
    from whylint.cli.report_text import TextReporter  # noqa: PLC0415 - as above
    from whylint.cli.terminal import colour_wanted  # noqa: PLC0415 - as above

    return TextReporter(sys.stdout, colour=colour_wanted(arguments.color, sys.stdout), everything=arguments.all)
