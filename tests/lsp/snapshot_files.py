"""Snapshots of the features: Markdown in which each heading with a document in a fence below it is a test.

The document is a fence of ``markdown``; ``¦`` marks the place that the request is about, two of them a range. Further
fences of ``markdown FILE`` are documents beside it. A fence of ``request`` may give what else the request says, as
JSON. The fence of ``answer`` holds what the server answers, in which a range is written with the words that stand
there. To write the answers anew after a change, and then look at the difference, run the tests with
``WHYLINT_UPDATE=1``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "snapshots"
CURSOR = "¦"
DOCUMENT = "document.md"
_FENCE = re.compile(
    r"^(?P<mark>`{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=mark)$\n?", re.MULTILINE | re.DOTALL
)
_CASE = re.compile(r"^## (?P<name>.+)$", re.MULTILINE)


@dataclass
class Snapshot:
    """One test of a snapshot file: the method it asks, its documents by name, and the answer that is expected."""

    path: Path
    method: str
    name: str
    documents: dict[str, str] = field(default_factory=dict)
    request: dict[str, Any] = field(default_factory=dict)
    expected: str = ""

    @property
    def text(self) -> str:
        """The document that the request is about, without its marks."""
        return self.documents[DOCUMENT].replace(CURSOR, "")

    def places(self) -> list[dict[str, int]]:
        """Return the marked positions, in UTF-16 as editors have them by default."""
        found = []
        text = self.documents[DOCUMENT]
        at = text.find(CURSOR)
        while at >= 0:
            before = text[:at]
            line = before.rpartition("\n")[2]
            found.append({"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2})
            text = before + text[at + 1 :]
            at = text.find(CURSOR)
        return found


def snapshots() -> Iterator[Snapshot]:
    """Yield the tests of all files."""
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text("utf-8")
        method = re.search(r"`(\S+/\S+)`", text)
        assert method, f"{path}: names no method"
        fences = [fence.span() for fence in _FENCE.finditer(text)]
        heads = [
            head
            for head in _CASE.finditer(text)
            if not any(start < head.start() < end for start, end in fences)
        ]
        for head, following in zip(heads, [*heads[1:], None], strict=True):
            end = following.start() if following else len(text)
            yield _snapshot(path, method[1], head["name"], text[head.end() : end])


def _snapshot(path: Path, method: str, name: str, body: str) -> Snapshot:
    case = Snapshot(path, method, name)
    for fence in _FENCE.finditer(body):
        kind, _, file = fence["info"].strip().partition(" ")
        if kind == "markdown":
            case.documents[file or DOCUMENT] = fence["body"]
        elif kind == "request":
            case.request = json.loads(fence["body"])
        elif kind == "answer":
            case.expected = fence["body"]
        else:
            raise AssertionError(f"{path}: unknown fence “{fence['info']}”")
    return case


def written(answer: Any, texts: dict[str, str], folder: str) -> str:
    """Return an answer as the files have it: YAML, ranges with their words, files by their names."""
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 10_000
    stream = StringIO()
    yaml.dump(_readable(answer, texts, DOCUMENT, folder), stream)
    return stream.getvalue().removesuffix("...\n")


def _readable(value: Any, texts: dict[str, str], file: str, folder: str) -> Any:
    if isinstance(value, list):
        return [_readable(each, texts, file, folder) for each in value]
    if isinstance(value, str):
        return value.replace(folder, "")
    if not isinstance(value, dict):
        return value
    if set(value) == {"start", "end"}:
        return _range(value, texts[file])
    if set(value) == {"line", "character"}:
        return f"{value['line']}:{value['character']}"
    target = value.get("uri") or value.get("targetUri") or value.get("textDocument", {}).get("uri")
    there = target.replace(folder, "") if target else file
    return {
        key.replace(folder, ""): _readable(
            each, texts, file if key == "originSelectionRange" else there, folder
        )
        for key, each in value.items()
    }


def _range(value: dict[str, Any], text: str) -> str:
    start, end = value["start"], value["end"]
    lines = text.split("\n")
    offsets = [
        sum(len(line) + 1 for line in lines[: at["line"]])
        + len(lines[at["line"]].encode("utf-16-le")[: at["character"] * 2].decode("utf-16-le"))
        for at in (start, end)
    ]
    words = text[offsets[0] : offsets[1]]
    words = words if len(words) <= 60 else f"{words[:30]} … {words[-25:]}"
    return f"{start['line']}:{start['character']}-{end['line']}:{end['character']} “{words}”"
