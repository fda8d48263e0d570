"""The settings as a JSON schema for editors of TOML, and as the reference of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.workspace.options import FILES, OPTIONS

if TYPE_CHECKING:
    from whylint.workspace.options import Option
    from whylint.workspace.values import Json

SCHEMA_URL = "https://raw.githubusercontent.com/whylint/whylint/main/server/whylint/whylint.schema.json"


def json_schema() -> Json:
    """Return the JSON schema of a ``whylint.toml``."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": SCHEMA_URL,
        "title": "Whylint",
        "description": "What whylint.toml, .whylint.toml and [tool.whylint] of pyproject.toml may say.",
        "type": "object",
        "properties": {
            option.name: {**option.value.schema(), "description": option.help}
            for option in (*OPTIONS, FILES)
            if option.at_top
        },
        "additionalProperties": False,
    }


def editor_settings() -> Json:
    """Return the settings as an extension of VS Code declares them."""
    return {
        f"whylint.{option.name}": {
            **_or_null(option.value.schema()),
            "default": None,
            "scope": "resource",
            "markdownDescription": f"{option.help} Default: {option.default}. "
            "What a configuration file says of it counts more.",
        }
        for option in OPTIONS
        if option.at_top and option.in_editor
    }


def _or_null(schema: Json) -> Json:
    """Return a schema that admits null: an editor gives null for a setting that nobody has set."""
    if "enum" in schema:
        return {"type": ["string", "null"], "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def reference() -> str:
    """Return the reference of the settings in Markdown."""
    return "\n".join(_section(option) for option in (*OPTIONS, FILES))


def _section(option: Option) -> str:
    notes = [f"{option.value.words.capitalize()}; default: {option.default}."]
    if not option.at_top:
        notes.append("Only in `[[files]]`.")
    elif option.by_file:
        notes.append("Also in `[[files]]`.")
    return f"### `{option.name}`\n\n{option.help}\n\n{' '.join(notes)}\n\n```toml\n{_example(option)}\n```\n"


def _example(option: Option) -> str:
    kind = option.value.schema()
    if not option.at_top:
        return f'[[files]]\nmatch = ["specs/"]\n{option.name} = {option.example}'
    if kind.get("type") == "object":
        return f"[{option.name}]\n{option.example}"
    if option is FILES:
        return f"[[{option.name}]]\n{option.example}"
    return f"{option.name} = {option.example}"
