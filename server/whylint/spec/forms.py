"""The forms in which criteria are written: steps, EARS sentences, numbered requirements, ids.

Keywords come from the lexicons of all languages at once: a Gherkin step is one in whatever document it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from whylint.lexicon import LANGUAGES, lexicon
from whylint.lexicon.phrases import UNSPACED

# An id in front of a statement: AC-1, FR-001:, #1, 1.2, [REQ-7], AC1 —
ID = re.compile(
    r"""\s*[\[(]?(?P<id>
        \#\d+
      | [^\W\d_]{1,8}[-_ ]?\d+(?:[.\-_][A-Za-z]*\d+)*
      | /[A-Z]{1,3}\d+/
      | [A-Z]{2,5}-[A-Z]{2,5}-\d+
      | \d+(?:\.\d+)+
    )[\])]?(?=\s*[:.)—–\-]\s|\s*[：、．]|\s|\s*$)\s*[:.)—–\-：、．]*\s*""",
    re.VERBOSE,
)
PREFIXED_ID = re.compile(
    r"(?:\[?v?[\d.]+\]?\s+)?\[?\b(?:AC|FR|NFR|REQ|RQ|RF|RNF|US|SC|EF|ENF|EX|CA|HU|R)[-_ ]?\d", re.IGNORECASE
)
NUMBERING = re.compile(
    r"^\s*(?:(?:\d+(?:\.\d+)*[.):]?|[ivxIVX]+[.)]|[A-Z][.)]|[一二三四五六七八九十]+\.?|第[一二三四五六七八九十\d]+[章节部節])\s+"
    r"|\d+(?:\.\d+)*[.)](?=[^\s\d\x00-\x7f]))"
)
ID_FIELD = re.compile(r"""^\s*id[ ]*:[ ]*["']?(?P<id>[A-Za-z#][\w.-]*\d)["']?\s*(?:#.*)?$""", re.MULTILINE)
DECORATION = re.compile(r"[^\w\s:：()\[\]/&.,'’\-—–]+")
SUFFIX = re.compile(
    r"\s*[*_]*\((?:mandatory|optional|required|must|if applicable|normali[sz]ed|bdd)[^)]*\)[*_]*|\s*\{#[^}]*\}",
    re.IGNORECASE,
)


class Step(NamedTuple):
    """A step of a scenario: ``keyword`` is one of given, when, then, and, scenario, feature, background, examples."""

    keyword: str
    end: int


STEP_KINDS = ("scenario", "feature", "background", "examples", "given", "when", "then", "and")


@lru_cache(maxsize=1)
def _step_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds: dict[str, str] = {}
    rows: set[str] = set()
    for language in LANGUAGES:
        for kind in STEP_KINDS:
            for word in lexicon(language).keywords.get(kind, ()):
                rows.add(word.casefold())
                kinds.setdefault(word.casefold().rstrip(), kind)
    words = sorted(rows - {"*"}, key=len, reverse=True)
    whole = [re.escape(word) for word in words if re.match(r"\w", word[-1]) and not UNSPACED.search(word)]
    # A keyword that ends in a space is a common word as well, and one only before a space or a colon.
    apart = [re.escape(word.rstrip()) + r"(?=[\s:：])" for word in words if word[-1].isspace()]
    others = [
        *apart,
        *(re.escape(word) for word in words if re.escape(word) not in whole and not word[-1].isspace()),
    ]
    # "当前" is Chinese for "current", and no "when".
    body = rf"(?:(?:{'|'.join(whole)})\b|(?!当[前天日月地])(?:{'|'.join(others)}))"
    return re.compile(
        rf"\s*(?:[-*•]\s+)?[*_`]{{0,3}}(?P<word>{body})[*_`]{{0,3}}(?P<colon>\s*[\d.#一二三四五六七八九十]*\s*[:：—–][*_]{{0,2}})?",
        re.IGNORECASE,
    ), kinds


NEEDS_COLON = frozenset({"scenario", "feature", "background", "examples"})


@lru_cache(maxsize=16384)
def step(text: str) -> Step | None:
    """Return the step that a line is, None where it is none."""
    pattern, kinds = _step_pattern()
    found = pattern.match(text)
    if not found:
        return None
    kind = kinds[found["word"].casefold()]
    if kind in NEEDS_COLON and not found["colon"]:
        return None
    return Step(kind, found.end())


def is_step_line(line: str) -> bool:
    """Tell whether a line of a paragraph begins a step, so that it is read as a unit of its own."""
    found = step(line)
    return found is not None and not line.lstrip()[:1].islower()


BREAK_OF_WORDS = re.compile(r"[,.;:、，\s]+")


@lru_cache(maxsize=16384)
def is_scenario_sentence(text: str) -> bool:
    """Tell whether one sentence holds a whole scenario: given or when, and then."""
    first = step(text)
    if first is None or first.keyword not in ("given", "when"):
        return False
    pattern, kinds = _step_pattern()
    for found in BREAK_OF_WORDS.finditer(text, first.end):
        following = pattern.match(text, found.end())
        if following and kinds[following["word"].casefold()] == "then":
            return True
    return False


@lru_cache(maxsize=1)
def _obligation() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('strong_obligation')})")


@lru_cache(maxsize=1)
def _ears() -> re.Pattern[str]:
    triggers = _alternatives("ears", capitalised=True)
    return re.compile(
        rf"^\W*(?:(?:[A-Z]{{1,6}}[-_]?)?\d+(?:\.\d+)*\W+)?(?:{triggers}).*?(?:{_alternatives('strong_obligation')})",
        re.DOTALL,
    )


def _alternatives(keyword: str, *, capitalised: bool = False) -> str:
    """Return the keywords of all languages as alternatives of a pattern, whole words where a script has words."""
    rows = {row for language in LANGUAGES for row in lexicon(language).keywords.get(keyword, ())}
    if capitalised:
        rows |= {row.capitalize() for row in rows}
    spaced = [re.escape(row) for row in rows if not JOINED.search(row)]
    unspaced = [re.escape(row) for row in rows if JOINED.search(row)]
    longest_first = sorted(unspaced, key=len, reverse=True)
    return "|".join([rf"\b(?:{'|'.join(sorted(spaced, key=len, reverse=True))})(?!\w)", *longest_first])


# Scripts whose words are written together with others, or with their endings.
JOINED = re.compile(rf"{UNSPACED.pattern}|[\uac00-\ud7af]")
CLAUSE = re.compile(r"\s*\d+(?:\.\d+)+\.?\s")  # the number of a clause: "2.1 The system shall"
UBIQUITOUS = re.compile(r"^\W*(?:\d+(?:\.\d+)+\W+)?(?:THE|The|the)\b[^.]{1,80}\b(?:SHALL|shall)\b", re.DOTALL)


@lru_cache(maxsize=16384)
def is_ears(text: str) -> bool:
    """Tell whether a sentence is an EARS requirement (Mavin 2009): a trigger or condition, and SHALL."""
    return _ears().match(text) is not None or UBIQUITOUS.match(text) is not None


def is_ears_line(line: str) -> bool:
    """Tell whether a line is an EARS requirement with its keyword in capitals: "IF … THE SYSTEM SHALL"."""
    return line.lstrip()[:2].isupper() and is_ears(line)


@lru_cache(maxsize=16384)
def obliges(text: str) -> bool:
    """Tell whether a statement says what must be, in any language: "the system shall"."""
    return _obligation().search(text) is not None


COMMAND = re.compile(r"\b(?:MUST|SHALL)\b")


def commands(text: str) -> bool:
    """Tell whether a statement obliges in capitals, which nothing but a requirement does: "labels MUST be green"."""
    return COMMAND.search(text) is not None


@lru_cache(maxsize=16384)
def is_numbered_requirement(text: str) -> bool:
    """Tell whether a statement carries a requirement's id and an obligation: ``FR-001: System MUST …``."""
    return PREFIXED_ID.match(text.lstrip("*[( ")) is not None and obliges(text)


@lru_cache(maxsize=4096)
def split_id(text: str) -> tuple[str | None, int]:
    """Return the id in front of a statement, and where the statement itself begins."""
    found = ID.match(text)
    if found is None:
        return None, 0
    token = found["id"]
    begun = step(text)
    if begun is not None and begun.keyword in NEEDS_COLON:
        return None, 0  # "Scenario 1: A shelf" is a title
    if not any(char.isdigit() for char in token) or (
        token[:1].islower() and "-" not in token and "_" not in token
    ):
        return None, 0
    return token, found.end()


def id_in_yaml(text: str) -> str | None:
    """Return the id that an entry of YAML gives itself in a field of its own: ``id: AC-1``."""
    found = ID_FIELD.search(text)
    return found["id"] if found else None


@lru_cache(maxsize=16384)
def bare_label(text: str) -> str:
    """Return a label's words without emoji, numbers in front, suffixes like ``*(mandatory)*`` and the colon."""
    text = SUFFIX.sub("", text.replace("（", "(").replace("）", ")"))
    text = DECORATION.sub(" ", text.replace("*", "").replace("`", ""))
    text = NUMBERING.sub("", text.strip())
    return text.strip().rstrip(":：").strip()
