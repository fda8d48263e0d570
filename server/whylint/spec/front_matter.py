"""What stands in a document's front matter, in YAML or TOML."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whylint.markdown.document import Markdown

# A field on a line of its own, for front matter that is broken elsewhere: half typed, or a title with a colon in it.
FIELD = re.compile(r"^[\"']?(?P<key>\w[\w -]*?)[\"']?\s*[:=]\s*(?P<value>\S.*?)\s*$", re.MULTILINE)


def front_matter(markdown: Markdown) -> Mapping[str, str]:
    """Return the fields of a document's front matter that hold a single value, as written; empty where it has none."""
    first = next(walk(markdown), None)
    if first is None or first[1].kind is not Kind.FRONT_MATTER or first[1].text is None:
        return {}
    return fields(first[1].text.plain, toml=first[1].marker == "+++")


@lru_cache(maxsize=1024)
def fields(text: str, *, toml: bool = False) -> Mapping[str, str]:
    """Return the fields of front matter that hold a single value. It takes any text, and yields what it understood."""
    read = _toml(text) if toml else _yaml(text)
    if not isinstance(read, dict):
        return {found["key"]: found["value"].strip("\"'") for found in FIELD.finditer(text)}
    return {str(key): str(value) for key, value in read.items() if not isinstance(value, (dict, list))}


def _toml(text: str) -> object:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _yaml(text: str) -> object:
    from ruamel import yaml  # noqa: PLC0415 — it loads slowly, and most documents have no front matter

    try:
        return yaml.YAML(typ="base", pure=True).load(text)
    except (yaml.error.YAMLError, RecursionError, ValueError):
        return None
