"""The criterion that is missing, in the form of the one beside it: what happens when its operation fails."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for
from whylint.lexicon.blanks import BLANK
from whylint.questions.quote import MARK
from whylint.questions.wording import as_markdown, capital, fill, filled, in_markdown, rows
from whylint.spec import forms
from whylint.spec.model import GroupFormat
from whylint.text.lines import content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whylint.spec.model import Criterion

FENCED_MARK = "# whylint-question: {rule}"
CHECKBOX = re.compile(r"\[[ xX]\]\s+")
STYLE = r"(?P<before>[^\w#]*){id}(?P<after>[\])*_`]*\s*[:：.)—–-]*[*_]*\s*)"
# Who is obliged to something, without the keyword in front: "the system SHALL", "System MUST".
SHALL = re.compile(
    r"(?<![\w-])(?:[Tt][Hh][Ee]\s+)?(?:(?!(?i:then)\b)[\w-]+\s+){0,2}?[\w-]+\s+(?:SHALL|shall|MUST|must)\b"
)
STEP = re.compile(
    r"(?P<before>\s*(?:[-*+]\s+|\d+[.)]\s+)?[*_]*)(?P<word>\S+?)(?P<after>[*_]*[:,]?[*_]*)(?=\s|$)"
)
ENTRY = re.compile(r"(?P<before>\s*-\s+)(?P<rest>\S.*)$")
FIELD = re.compile(r"(?P<key>[^\W\d][\w -]*?)\s*:(?P<value>|\s.*)$")
FOLDED = re.compile(r"^\s*[>|][+-]?\d?\s*$")
HEADING = re.compile(r"(?P<marks>#{1,6})\s+")
BREAK = re.compile(r"(?: {2,}|\\)$")


@dataclass(frozen=True, slots=True)
class Model:
    """The criterion beside the missing one, whose form it takes.

    lines: of the document; about: the id of the criterion that the missing one is about, "" where its place tells;
    id: the missing one's own, "" for none.
    """

    criterion: Criterion
    format: GroupFormat
    lines: Sequence[str]
    about: str = ""
    id: str = ""

    @property
    def own(self) -> list[str]:
        """The lines of the criterion, without line ends, up to its last one with text."""
        texts = [content(line) for line in self.lines[self.criterion.line : self.criterion.end_line]]
        while len(texts) > 1 and not texts[-1].strip(" \t>"):
            texts.pop()
        return texts


def missing_criterion(model: Model, rule: str, language: str, details: Mapping[str, str]) -> list[str] | None:
    """Return the lines of the missing criterion, None where the form of the one beside it cannot be taken."""
    words = _Words(language, details, f" ({model.about})" if model.about else "", rule)
    if HEADING.match(model.own[0]) and model.format is GroupFormat.PARAGRAPH:
        return _requirement(model, words)
    match model.format:
        case GroupFormat.TABLE:
            return _row(model, words)
        case GroupFormat.YAML:
            return _yaml(model, words)
        case GroupFormat.GHERKIN:
            return _gherkin(model, words)
        case GroupFormat.SCENARIO:
            return _scenario(model, words)
        case GroupFormat.GIVEN_WHEN_THEN if len(model.own) > 1:
            return _steps(model, words)
        case _:
            return _sentence(model, words)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the missing criterion says, in the document's language.

    about: what stands behind the clause that tells of the failure.
    """

    language: str
    details: Mapping[str, str]
    about: str
    rule: str

    @property
    def mark(self) -> str:
        return MARK.format(kind="question", rule=self.rule)

    def marked_up(self) -> _Words:
        """Return the same words as Markdown shows them."""
        return _Words(self.language, in_markdown(self.details), as_markdown(self.about), self.rule)

    def text(self, name: str) -> str:
        filled_in = filled(name, self.language, self.details, named=True)
        return filled_in.replace(self._fails, self._fails + self.about, 1)

    @property
    def _fails(self) -> str:
        return fill("{fails}", self.language, self.details, named=True)

    def steps(self) -> list[str]:
        texts = [fill(row, self.language, self.details, named=True) for row in rows("steps", self.language)]
        return [texts[0] + self.about, *texts[1:]]

    def sentence(self, like: str) -> str:
        """Return one sentence in the form of another: with its keywords, and obliging whom it obliges."""
        if forms.is_scenario_sentence(like) and not SHALL.search(like):
            when, then, also = (_keyword(like, kind, self.language) for kind in ("when", "then", "and"))
            first, second, *more = self.steps()
            parts = [f"{when} {first}", f"{then} {second}", *(f"{also} {each}" for each in more)]
            return ", ".join(parts)
        obliged = SHALL.search(like)
        if obliged is None:
            return capital(self.text("when") + self.text("then"))
        subject = obliged[0][0].lower() + obliged[0][1:] if obliged[0][:4] == "The " else obliged[0]
        shall = self.text("then-shall").replace("{shall}", subject)
        if forms.is_ears(like) and re.search(r"\b(?:SHALL|shall)\b", like):
            big = like[:8].isupper() or "THEN" in like
            condition, then = ("IF", "THEN") if big else ("If", "then")
            return f"{condition} {self._fails}{self.about}, {then} {shall}"
        return capital(self.text("when")) + shall


def _keyword(text: str, kind: str, language: str) -> str:
    """Return a step's keyword as a text writes it, markup and all; as the language does where the text has none."""
    seen: list[tuple[str, str]] = []
    for found in re.finditer(
        r"(?:^|(?<=[\s,;、，]))([*_]{0,3})([^\W\d_]+(?:'\w+)?)([*_]{0,3})(?=\s|$)", text
    ):
        step = forms.step(found[2])
        if step is not None and step.keyword in ("given", "when", "then", "and"):
            seen.append((step.keyword, found[0]))
    own = next((word for keyword, word in seen if keyword == kind), None)
    if own is not None:
        return own
    default = vocabulary_for(language).keywords(kind)[0]
    if not seen:
        return default
    bare = seen[0][1].strip("*_")
    if bare.isascii() and not default.isascii():
        default = vocabulary_for("en").keywords(kind)[0]
    cased = (
        default.upper()
        if bare.isupper() and len(bare) > 1
        else default.lower()
        if bare.islower()
        else default
    )
    return seen[0][1].replace(bare, cased)


def _styled_id(model: Model, text: str) -> tuple[str, int]:
    """Return the missing criterion's id as a text styles the id in front of it, and where the statement begins."""
    own = model.criterion.id
    found = re.match(STYLE.format(id=re.escape(own)), text) if own else None
    if found is None:
        return "", 0
    return f"{found['before']}{model.id}{found['after']}", found.end()


def _sentence(model: Model, words: _Words) -> list[str] | None:
    """Return a list item or a paragraph of one line."""
    first = model.own[0]
    marker = model.criterion.marker
    before, behind = "", first
    if marker:
        before, _, behind = first.partition(marker)
        white = behind[: len(behind) - len(behind.lstrip(" \t"))]
        behind = behind[len(white) :]
        checkbox = CHECKBOX.match(behind)
        before += _next_marker(model, marker) + white + ("[ ] " if checkbox else "")
        behind = behind[checkbox.end() :] if checkbox else behind
    else:
        lead = len(first) - len(first.lstrip(" \t>"))
        before, behind = first[:lead], first[lead:]
    styled, start = _styled_id(model, behind)
    statement = "\n".join([behind[start:], *model.own[1:]])
    text = words.marked_up().sentence(statement)
    stop = "." if not model.own[1:] and behind.rstrip().endswith(".") and not text.endswith(".") else ""
    return [f"{before}{styled}{text}{stop} {words.mark}"]


def _requirement(model: Model, words: _Words) -> list[str] | None:
    """Return a paragraph for a requirement that has a heading of its own: its place tells what it is about."""
    heading = HEADING.match(model.own[0])
    assert heading is not None
    like = " ".join(line for line in model.own[1:] if line.strip())
    if not forms.obliges(like):
        like = model.own[0][heading.end() + _styled_id(model, model.own[0][heading.end() :])[1] :]
    shown = replace(words.marked_up(), about="")
    return ["", f"{shown.sentence(like)} {words.mark}"]


def _next_marker(model: Model, marker: str) -> str:
    """Return the marker of the item that comes next: the same again where all items have the same."""
    if not marker[:-1].isdigit():
        return marker
    criterion, lines = model.criterion, model.lines
    below = (content(line).lstrip(" \t>") for line in lines[criterion.end_line :])
    above = content(lines[criterion.line - 1]).lstrip(" \t>") if criterion.line else ""
    same = any(line.startswith(f"{marker} ") for line in (above, next(filter(None, below), "")))
    return marker if same else f"{int(marker[:-1]) + 1}{marker[-1]}"


def _row(model: Model, words: _Words) -> list[str] | None:
    """Return a row of a table with the same columns: the id in its own, the statement in its own, the others empty."""
    line = model.own[0]
    cells = list(re.finditer(r"(?:(?<!\\)\||^\s*(?=[^|\s]))(?P<cell>(?:\\.|[^|\\])*)", line))
    if cells and not cells[-1]["cell"].strip() and line.rstrip().endswith("|"):
        cells.pop()
    column = model.criterion.span.start.column
    pieces: list[str] = []
    for cell in cells:
        text = cell["cell"]
        if cell.start("cell") <= column < cell.end("cell"):
            styled, _ = _styled_id(model, text.strip())
            text = f" {styled.lstrip()}{words.marked_up().sentence(text)} {words.mark} "
        else:
            own = model.criterion.id or ""
            bare = re.sub(r"[^\w#.-]", "", text)
            text = text.replace(own, model.id) if own and bare == re.sub(r"[^\w#.-]", "", own) else " "
        pieces.append(text)
    lead, tail = line[: cells[0].start("cell")], "|" if line.rstrip().endswith("|") else ""
    row = "|".join(pieces) + tail
    return [lead + (row if lead.endswith("|") else row.lstrip()).rstrip()]


def _yaml(model: Model, words: _Words) -> list[str] | None:
    """Return an entry of a list in YAML on one line, or with the fields of the one beside it that say something."""
    own = model.own
    found = ENTRY.match(own[0])
    if found is None:
        return None
    before, first = found["before"], found["rest"]
    indent = before[: len(before) - len(before.lstrip())]
    mark = f"{indent}{FENCED_MARK.format(rule=words.rule)}"
    fields = _fields([first, *(line[len(before) :] for line in own[1:])])
    if fields:
        written = _entry_of_fields(fields, model, words)
        if written is None:
            return None
        lines = [f"{before}{written[0]}", *(" " * len(before) + line for line in written[1:])]
        return [mark, *lines]
    quote = first[0] if first[0] in "\"'" else '"'
    text = " ".join(line.strip() for line in [FOLDED.sub("", first), *own[1:]]).strip("\"' ")
    styled, start = _styled_id(model, text)
    return [mark, f"{before}{_quoted(styled + words.sentence(text[start:]), quote)}"]


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """Return the fields of an entry, whose lines begin where their keys do; nothing where it is a text."""
    fields: dict[str, str] = {}
    key = ""
    for line in lines:
        found = FIELD.match(line)
        if found:
            key = found["key"]
            fields[key] = FOLDED.sub("", found["value"]).strip()
        elif key:
            fields[key] = f"{fields[key]} {line.strip()}"
        else:
            return {}
    return fields


def _entry_of_fields(fields: Mapping[str, str], model: Model, words: _Words) -> list[str] | None:
    """Return the fields of the missing entry: its id, and its steps or its statement; no fields of another sort."""
    steps = {key: found.keyword for key in fields if (found := forms.step(key))}
    texts = words.steps()
    told = {"given": BLANK, "when": texts[0], "then": ", ".join(texts[1:])}
    name = model.criterion.id
    said = [key for key in fields if key not in steps and fields[key].strip("\"'") != name]
    statement = max(
        said, key=lambda key: (words.details.get("words", "") in fields[key], len(fields[key])), default=""
    )
    lines = []
    for key, value in fields.items():
        if name and value.strip("\"'") == name:
            lines.append(f"{key}: {value.replace(name, model.id)}")
        elif steps.get(key) in told:
            lines.append(f"{key}: {_quoted(told[steps[key]])}")
        elif not steps and key == statement:
            lines.append(f"{key}: {_quoted(words.sentence(value))}")
    return lines if steps or statement else None


def _quoted(text: str, quote: str = '"') -> str:
    """Return a text as a value of YAML, in quotes."""
    text = text.replace("“", "'").replace("”", "'")
    escaped = text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')
    return f"{quote}{escaped}{quote}"


def _gherkin(model: Model, words: _Words) -> list[str] | None:
    """Return a scenario of Gherkin inside the same fence, behind a blank line."""
    own = model.own
    titled = forms.step(own[0].strip())
    indent = own[0][: len(own[0]) - len(own[0].lstrip())]
    lines = ["", f"{indent}{FENCED_MARK.format(rule=words.rule)}"]
    body = own
    if titled is not None and titled.keyword == "scenario":
        keyword = own[0].strip()[: titled.end].rstrip(" :：")
        lines.append(f"{indent}{re.sub(' Outline| Template', '', keyword)}: {words.text('scenario')}")
        body = own[1:]
    inner = next(
        (line[: len(line) - len(line.lstrip())] for line in body if forms.step(line.strip())), indent
    )
    text = "\n".join(body)
    given = [] if titled is not None and titled.keyword == "scenario" else [("given", BLANK)]
    for kind, step in [*given, *_kinds(words.steps())]:
        lines.append(f"{inner}{_keyword(text, kind, words.language)} {step}")
    return lines


def _kinds(steps: Sequence[str]) -> list[tuple[str, str]]:
    return [*zip(("when", "then"), steps, strict=False), *(("and", step) for step in steps[2:])]


def _scenario(model: Model, words: _Words) -> list[str] | None:
    """Return a scenario below a heading or a label of its own, with steps as the one beside it has them."""
    own, title = model.own, model.criterion.text.split("\n")[0].strip()
    shown = words.marked_up()
    first = own[0].replace(title, shown.text("scenario"), 1) if title else own[0]
    if title and first == own[0]:
        return None
    lines = ["", f"{first.rstrip()} {words.mark}"]
    body = own[1:]
    steps = [line for line in body if _is_step(line)]
    if not steps:
        return None
    if not body[0].strip():
        lines.append("")
    return [*lines, *_like(steps, body, shown, given=False)]


def _steps(model: Model, words: _Words) -> list[str] | None:
    """Return the steps of a scenario that has no title, as lines, items or paragraphs like the ones beside them."""
    body = model.own
    steps = [line for line in body if _is_step(line)]
    if not steps:
        return None
    lines = _like(steps, body, words.marked_up(), given=True)
    broken = BREAK.search(lines[0])
    end = broken.start() if broken else len(lines[0])
    lines[0] = f"{lines[0][:end]} {words.mark}{lines[0][end:]}"
    return lines if model.criterion.marker and _is_step(body[0]) else ["", *lines]


def _is_step(line: str) -> bool:
    found = STEP.match(line)
    step = forms.step(found["word"]) if found else None
    return step is not None and step.keyword in ("given", "when", "then", "and")


def _like(steps: Sequence[str], body: Sequence[str], words: _Words, *, given: bool) -> list[str]:
    """Return the missing steps with the markers, the markup and the line breaks of others."""
    model = STEP.match(steps[-1])
    assert model is not None
    parts = [("given", BLANK)] if given else []
    parts += _kinds(words.steps())
    between = "\n".join(body).strip().split("\n")
    apart = any(not line.strip() for line in between)
    number = re.search(r"\d+", model["before"])
    ends = BREAK.search(steps[0])
    text = "\n".join(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line) for line in steps)
    lines: list[str] = []
    for index, (kind, step) in enumerate(parts, 1):
        before = model["before"]
        bare = re.match(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?", before)
        assert bare is not None
        lead = bare[0]
        if number:
            lead = lead.replace(number[0], str(int(number[0]) + index), 1)
        if apart and lines:
            lines.append("")
        lines.append(f"{lead}{_keyword(text, kind, words.language)} {step}")
        if ends and index < len(parts):
            lines[-1] += ends[0]
    return lines
