"""The arguments of each command.

A command is imported when it runs, so that ``whylint --version`` starts at once, and only the server needs
the protocol.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING, Any

from whylint import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DESCRIPTION = """\
Whylint reads Markdown specs and asks what a product-minded engineer would ask before building:
why this, for whom, and what happens when it fails."""

EXAMPLES = """\
examples:
  whylint check                          every spec below this folder
  whylint check specs/ docs/checkout.md  some of them
  whylint check --format json specs/     as data, for CI and for agents
  whylint questions --gaps specs/        what is open, by document and story
  whylint report --html -o ready.html    how ready they are, as a page to pass on
  whylint baseline                       leave alone what is there today
  whylint inspect docs/checkout.md       what Whylint understood of a document
  whylint explain missing-error-state    what a rule asks, and why

exit codes:
  0  nothing at or above the failing severity
  1  findings
  2  wrong usage or configuration, or input that cannot be read"""

CHECK_EXAMPLES = """\
examples:
  whylint check specs/
  whylint check --select missing-error-state --fail-on hint specs/
  whylint check --changed-since origin/main
  whylint check --ask specs/checkout.md
  git show HEAD:spec.md | whylint check --stdin-filename spec.md -"""

QUESTIONS_EXAMPLES = """\
examples:
  whylint questions specs/
  whylint questions --gaps --format markdown > planning.md
  whylint questions --gaps --format csv > planning.csv"""

REPORT_EXAMPLES = """\
examples:
  whylint report specs/
  whylint report --html -o readiness.html specs/"""

BASELINE_EXAMPLES = """\
examples:
  whylint baseline            freeze what there is; whylint check tells what is new
  whylint baseline --check    name what was answered since
  whylint baseline --prune    take that out, and freeze nothing new"""

SEVERITIES = ("error", "warning", "information", "hint")


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments; ``run`` is the command, which takes them and returns the exit code.

    Wrong usage is told on standard error, and exits with code 2.
    """
    parser = argparse.ArgumentParser(
        prog="whylint",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"whylint {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (
        _check, _questions, _report, _baseline, _disable, _inspect, _explain, _rules, _doctor, _cache, _server,
    ):  # fmt: skip
        add(commands)
    return parser.parse_args(arguments)


def _check(commands: Commands) -> None:
    check = _command(commands, "check", "ask what specs leave open", epilog=CHECK_EXAMPLES)
    _paths(check)
    _format(check)
    check.add_argument(
        "--select", action="append", metavar="RULES", help="run these rules and no others (comma-separated)"
    )
    check.add_argument(
        "--ignore", action="append", metavar="RULES", help="leave these rules out (comma-separated)"
    )
    check.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        help="the least severity that makes the exit code 1 (default: warning)",
    )
    check.add_argument(
        "--ask",
        action="store_true",
        help="write the questions into the documents: show the difference, and ask on a terminal before writing",
    )
    check.add_argument("--yes", action="store_true", help="with --ask: write without asking")
    check.add_argument("--all", action="store_true", help="show folded findings too")
    check.add_argument(
        "--no-cache", action="store_true", help="read every document anew, and keep nothing for the next time"
    )
    _known(check)
    _sources(check)
    _colour(check)


def _questions(commands: Commands) -> None:
    questions = _command(
        commands, "questions", "list what is open, by document and story", epilog=QUESTIONS_EXAMPLES
    )
    _paths(questions)
    questions.add_argument(
        "--gaps", action="store_true", help="list the questions too that nobody has asked in the document yet"
    )
    questions.add_argument(
        "--format",
        choices=("text", "markdown", "csv", "json"),
        default="text",
        help="for the terminal, for a planning meeting, for a table, or for programs (default: text)",
    )
    _baselines(questions)
    questions.set_defaults(changed_since=None)
    _sources(questions)
    _colour(questions)


def _report(commands: Commands) -> None:
    report = _command(
        commands, "report", "report how ready documents are to be built", epilog=REPORT_EXAMPLES
    )
    _paths(report)
    group = report.add_mutually_exclusive_group()
    group.add_argument(
        "--format",
        choices=("text", "html", "json"),
        default="text",
        help="for the terminal, as a page to pass on, or for programs (default: text)",
    )
    group.add_argument(
        "--html", action="store_const", dest="format", const="html", help="the same as --format html"
    )
    report.add_argument("-o", "--output", metavar="FILE", help="write it into this file")
    report.add_argument(
        "--history",
        type=int,
        default=12,
        metavar="COMMITS",
        help="past commits to compare with, at most; 0 for none (default: 12; in text there are none)",
    )
    report.add_argument(
        "--no-cache", action="store_true", help="look nothing up in the cache, and keep nothing there"
    )
    _sources(report)
    _colour(report)


def _baseline(commands: Commands) -> None:
    baseline = _command(
        commands,
        "baseline",
        "freeze today's findings, so that only new ones are told",
        epilog=BASELINE_EXAMPLES,
    )
    baseline.add_argument(
        "paths", nargs="*", metavar="PATH", default=["."], help="files and folders (default: this folder)"
    )
    baseline.add_argument("--baseline", metavar="FILE", help="the file to freeze them in")
    group = baseline.add_mutually_exclusive_group()
    group.add_argument(
        "--check",
        action="store_true",
        help="only name frozen findings that are no more; exit with 1 if there are",
    )
    group.add_argument("--prune", action="store_true", help="only take out frozen findings that are no more")
    _configuration(baseline)


def _disable(commands: Commands) -> None:
    disable = _command(commands, "disable", "leave a rule out of this project, in its configuration file")
    disable.add_argument("rule", metavar="RULE", help="a rule's name, such as missing-error-state")
    disable.add_argument(
        "--config", metavar="FILE", help="the file to change (default: the one that holds here)"
    )


def _inspect(commands: Commands) -> None:
    inspect = _command(commands, "inspect", "show what was understood of documents")
    inspect.add_argument("paths", nargs="+", metavar="FILE", help="files, folders, or - for standard input")
    inspect.add_argument(
        "--why",
        type=int,
        metavar="LINE",
        help="say what led to the decisions about the criterion on this line",
    )
    _format(inspect)
    _sources(inspect)


def _doctor(commands: Commands) -> None:
    doctor = _command(commands, "doctor", "say what holds for files, where it comes from, and what runs here")
    doctor.add_argument(
        "paths", nargs="*", metavar="PATH", default=["."], help="files or folders (default: this folder)"
    )
    _format(doctor)
    _configuration(doctor)


def _explain(commands: Commands) -> None:
    explain = _command(commands, "explain", "explain what a rule asks, and why")
    explain.add_argument("rule", metavar="RULE", help="a rule's name, such as missing-error-state")
    _colour(explain)


def _rules(commands: Commands) -> None:
    _format(_command(commands, "rules", "list the rules with their default severities"))


def _cache(commands: Commands) -> None:
    cache = _command(commands, "cache", "show or empty the folder of known answers")
    cache.add_argument("action", choices=("dir", "clear"), help="print the folder, or forget what is in it")


def _server(commands: Commands) -> None:
    server = _command(commands, "server", "run the language server, for editors")
    server.add_argument(
        "--stdio", action="store_true", help="talk over standard input and output, as it does anyway"
    )


def _command(commands: Commands, name: str, summary: str, epilog: str = "") -> argparse.ArgumentParser:
    """Add a command, to be imported when it runs."""
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary.capitalize()}.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=_imported(name))
    return command


def _imported(name: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        module: Any = import_module(f"whylint.cli.{name}")
        code: int = module.run(arguments)
        return code

    return run


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="for people or for programs (default: text)",
    )


def _paths(parser: argparse.ArgumentParser) -> None:
    """Add which documents to read, by default those of the current folder."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        default=["."],
        help="files, folders, or - for standard input (default: this folder)",
    )


def _baselines(parser: argparse.ArgumentParser) -> None:
    """Add which frozen findings are left out."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--baseline", metavar="FILE", help="leave out the findings that this file has frozen")
    group.add_argument("--no-baseline", action="store_true", help="tell frozen findings too")


def _known(parser: argparse.ArgumentParser) -> None:
    """Add which findings are known and left out."""
    _baselines(parser)
    parser.add_argument(
        "--changed-since",
        metavar="REVISION",
        help="tell only what was not there at this revision of git, or where HEAD left it",
    )


def _sources(parser: argparse.ArgumentParser) -> None:
    """Add where text and configuration come from."""
    parser.add_argument(
        "--stdin-filename",
        default="-",
        metavar="NAME",
        help="what to call standard input, and where its configuration is",
    )
    _configuration(parser)


def _configuration(parser: argparse.ArgumentParser) -> None:
    """Add where configuration comes from."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--config", metavar="FILE", help="use this configuration file for every document")
    group.add_argument("--no-config", action="store_true", help="use no configuration file")


def _colour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="default: on a terminal; NO_COLOR and FORCE_COLOR are kept",
    )
