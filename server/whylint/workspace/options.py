"""Every setting that there is: the one declaration of names, types, defaults and help.

The reader of configuration files, the JSON schema, the reference in the documentation, the settings of editors and
``whylint doctor`` are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from whylint.rules import RULE_NAMES, closest
from whylint.rules.finding import Severity
from whylint.spec.document_kind import DocumentKind
from whylint.workspace.patterns import is_pattern
from whylint.workspace.values import Choice, Flag, ListOf, Number, TableOf, TablesOf, Text

if TYPE_CHECKING:
    from whylint.workspace.values import Value


class Merge(StrEnum):
    """What becomes of a value where two sources have one: that of a file and of the file that it extends."""

    REPLACES = "replaces"
    ADDS = "adds"


@dataclass(frozen=True, slots=True)
class Option:
    """A setting.

    help: what it does, in Markdown, a sentence or two; default: what holds without it, in words; example: the value
    as TOML has it, of a table its rows; merge: what becomes of the value of a source that counts less;
    by_file: whether ``[[files]]`` may have it; in_editor: whether an editor's settings may.
    """

    name: str
    value: Value
    help: str
    default: str
    example: str
    merge: Merge = Merge.REPLACES
    by_file: bool = False
    in_editor: bool = True
    at_top: bool = True


def unknown_rule(name: str) -> str:
    """Return what to say about a rule name that no rule has."""
    near = closest(name)
    return f"unknown rule “{name}”; " + (
        f"did you mean “{near}”?" if near else "“whylint rules” lists them all"
    )


def _wrong_pattern(text: str) -> str | None:
    return None if is_pattern(text) else f"“{text}” is no pattern as .gitignore has them; correct it"


# The lexicon is loaded for a configuration that speaks of it, and no other: a cached answer is to be quick.


def _wrong_phrase(text: str) -> str | None:
    from whylint.lexicon.project import fault_of_phrase  # noqa: PLC0415 - see above

    return fault_of_phrase(text)


def _languages() -> tuple[str, ...]:
    from whylint.lexicon import LANGUAGES  # noqa: PLC0415 - see above

    return LANGUAGES


def _roles() -> tuple[str, ...]:
    from whylint.lexicon.lexicon import role_names  # noqa: PLC0415 - see above

    return role_names()


def _operations() -> tuple[str, ...]:
    from whylint.lexicon.lexicon import operation_names  # noqa: PLC0415 - see above

    return operation_names()


def _templates() -> tuple[str, ...]:
    from whylint.lexicon.lexicon import template_names  # noqa: PLC0415 - see above

    return template_names()


def _wrong_template(text: str) -> str | None:
    from whylint.lexicon.project import fault_of_template  # noqa: PLC0415 - see above

    return fault_of_template(text)


_RULE = Choice("rule", lambda: RULE_NAMES, unknown_rule)
_SEVERITY = Choice("severity", lambda: tuple(severity.value for severity in Severity))
_LANGUAGE = Choice("language that Whylint reads", _languages)
_KIND = Choice("kind of document", lambda: tuple(kind.value for kind in DocumentKind))
_PATTERNS = ListOf(Text("a pattern", _wrong_pattern), "a list of patterns as in `.gitignore`")
_PHRASES = ListOf(Text("a phrase", _wrong_phrase), "a list of phrases")

OPTIONS: tuple[Option, ...] = (
    Option(
        "extend",
        ListOf(Text("a path"), "the path of a configuration file, or a list of them", single=True),
        "Start from these files, and let this one change what they say. Paths count from this file's folder; "
        "of several files a later one counts more.",
        "nothing",
        '"../whylint.toml"',
        in_editor=False,
    ),
    Option(
        "select",
        ListOf(_RULE, "a list of rules"),
        "Run these rules and no others.",
        "all rules",
        '["missing-error-state", "vague-error-handling"]',
        by_file=True,
    ),
    Option(
        "ignore",
        ListOf(_RULE, "a list of rules"),
        "Leave these rules out.",
        "none",
        '["missing-user-problem"]',
        by_file=True,
    ),
    Option(
        "severity",
        TableOf(_RULE, _SEVERITY, "a table of rules and severities", 'rule = "hint"'),
        "Other severities than the rules' own: `error`, `warning`, `information` or `hint`.",
        "the rules' own",
        'vague-error-handling = "information"',
        Merge.ADDS,
        by_file=True,
    ),
    Option(
        "fail-on",
        _SEVERITY,
        "The least severity that makes `whylint check` exit with 1.",
        "`warning`",
        '"error"',
        in_editor=False,
    ),
    Option(
        "exclude",
        _PATTERNS,
        "Files and folders that are not looked for, and in the editor asked nothing. Patterns are those of "
        "`.gitignore`, counted from this file's folder.",
        "none",
        '["archive/", "*.draft.md"]',
        Merge.ADDS,
    ),
    Option(
        "baseline",
        Text("a path"),
        "The file that `whylint baseline` freezes findings in, and that new ones are told by. Paths count from this "
        "file's folder.",
        "`.whylint-baseline.jsonl` in the nearest folder, from the document's own upward",
        '"quality/whylint-baseline.jsonl"',
        in_editor=False,
    ),
    Option(
        "max-size",
        Number("a number of kilobytes", least=1),
        "The largest document that is read, in kilobytes; a larger one gets a note instead of questions.",
        "`2000`",
        "5000",
    ),
    Option(
        "inlay-hints",
        Flag(),
        "In an editor, show behind each criterion where its failure is covered.",
        "`false`",
        "true",
    ),
    Option(
        "workspace-diagnostics",
        Flag(),
        "In an editor, show what is found in files of the workspace that are not open, too. It holds for a folder of "
        "the workspace as a whole.",
        "`false`",
        "true",
    ),
    Option(
        "languages",
        ListOf(_LANGUAGE, "a list of languages"),
        "The languages that documents may be in, by their ISO 639-1 codes. One is taken for the first of them where it "
        "seems to be in another.",
        "all ten",
        '["en", "de"]',
    ),
    Option(
        "language",
        _LANGUAGE,
        "The language of these documents, whatever they seem to be in.",
        "told from the text",
        '"de"',
        by_file=True,
        in_editor=False,
        at_top=False,
    ),
    Option(
        "kinds",
        ListOf(_KIND, "a list of kinds of documents"),
        "Ask about documents of these kinds and no others.",
        "all but `none`",
        '["feature-spec", "story"]',
        by_file=True,
    ),
    Option(
        "kind",
        _KIND,
        "The kind of these documents, whatever they seem to be; with `none` they are asked nothing.",
        "told from the text",
        '"feature-spec"',
        by_file=True,
        in_editor=False,
        at_top=False,
    ),
    Option(
        "labels",
        TableOf(
            Choice("role of a section", _roles),
            _PHRASES,
            "a table of roles and phrases",
            'errors = ["…"]',
        ),
        "Further headings and labels, by the role that they give to the section below them.",
        "those of the lexicon",
        'acceptance = ["fit criteria"]',
        Merge.ADDS,
        in_editor=False,
    ),
    Option(
        "operations",
        TableOf(
            Choice("operation", _operations), _PHRASES, "a table of operations and verbs", 'send = ["…"]'
        ),
        "Further verbs by which criteria promise an operation that can fail.",
        "those of the lexicon",
        'send = ["fax"]',
        Merge.ADDS,
        in_editor=False,
    ),
    Option(
        "personas",
        _PHRASES,
        "Further words for people whose problem a document may state.",
        "those of the lexicon",
        '["quartermaster"]',
        Merge.ADDS,
    ),
    Option(
        "weak-words",
        _PHRASES,
        "Further words on which no criterion should hang.",
        "those of the lexicon",
        '["snappy"]',
        Merge.ADDS,
    ),
    Option(
        "templates",
        TableOf(
            _LANGUAGE,
            TableOf(
                Choice("template", _templates),
                ListOf(Text("a text", _wrong_template), "a text, or a list of texts", single=True),
                "a table of templates and texts",
                'missing-error-state = "…"',
            ),
            "a table of languages, and for each of templates and texts",
            'en = { missing-error-state = "…" }',
        ),
        "Other words for what is asked and written into documents, by language; [questions](questions.md) has their "
        "names, and what is filled in.",
        "those of the lexicon",
        'en = { missing-error-state = "When {fails}, who is told, and what can {persona} do?" }',
        Merge.ADDS,
        in_editor=False,
    ),
)

BY_NAME = {option.name: option for option in OPTIONS}

FILES = Option(
    "files",
    TablesOf(
        {"match": _PATTERNS, **{option.name: option.value for option in OPTIONS if option.by_file}},
        "match",
        "a row of tables",
    ),
    "Settings for the files that the patterns of `match` find, counted from this file's folder. Where several match, "
    "a later one counts more.",
    "none",
    'match = ["legacy/**"]\nignore = ["missing-user-problem"]',
    Merge.ADDS,
    in_editor=False,
)

# What may stand in a file, and what in the settings of an editor.
IN_FILE: dict[str, Value] = {option.name: option.value for option in (*OPTIONS, FILES) if option.at_top}
IN_EDITOR: dict[str, Value] = {
    option.name: option.value for option in OPTIONS if option.at_top and option.in_editor
}
