"""``whylint doctor``: say what holds for files and where it comes from, which are seen, and what runs here."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whylint import __version__
from whylint.cli.as_json import print_json
from whylint.workspace.baselines import Baselines
from whylint.workspace.cache import Cache, cache_folder
from whylint.workspace.configuration import Configurations
from whylint.workspace.discovery import look_through, why_left_out
from whylint.workspace.folders import from_here
from whylint.workspace.neighbours import Neighbourhood
from whylint.workspace.options import OPTIONS, Merge
from whylint.workspace.reading import UnreadableError, read_text, too_large

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from whylint.workspace.configuration import Configuration, Source
    from whylint.workspace.options import Option

LIBRARIES = ("markdown-it-py", "pathspec", "ruamel.yaml", "snowballstemmer", "pygls", "lsprotocol")
# The editors that there is a set-up for, by the programs that start them.
EDITORS = {"code": "VS Code", "nvim": "Neovim", "emacs": "Emacs", "hx": "Helix", "zed": "Zed"}
SETUPS = "https://github.com/whylint/whylint#in-your-editor"
MOST_SHOWN = 20  # of what is left out of a folder


def run(arguments: argparse.Namespace) -> int:
    """Tell what there is to tell, and return the exit code: 2 for mistakes in configuration."""
    fixed = Path(arguments.config) if arguments.config else None
    if fixed is not None and not fixed.is_file():
        print(f"{fixed.as_posix()}: no such configuration file; check the spelling", file=sys.stderr)
        return 2
    configurations = Configurations(fixed, enabled=not arguments.no_config)
    data = {
        "whylint": __version__,
        "python": f"{platform.python_version()} ({sys.executable})",
        "platform": platform.platform(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "cache": _cache(),
        "server": f"{shutil.which('whylint') or f'{sys.executable} -m whylint'} server",
        "editors": [name for program, name in EDITORS.items() if shutil.which(program)],
        "paths": [_path(Path(path), configurations) for path in arguments.paths],
    }
    data["mistakes"] = [
        str(replace(problem, path=from_here(problem.path))) for problem in configurations.problems()
    ]
    if arguments.format == "json":
        print_json(data)
    else:
        print("\n".join(_text(data)))
    return 2 if data["mistakes"] else 0


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _cache() -> dict[str, Any]:
    folder = cache_folder()
    answers, size = Cache(folder).size()
    return {"folder": folder.as_posix(), "answers": answers, "bytes": size}


def _path(path: Path, configurations: Configurations) -> dict[str, Any]:
    return _folder(path, configurations) if path.is_dir() else _document(path, configurations)


def _folder(path: Path, configurations: Configurations) -> dict[str, Any]:
    seen, left_out, problems = 0, [], list[str]()
    for found in look_through(path, configurations, problems):
        if found.why_not:
            left_out.append({"path": found.path.as_posix(), "why": found.why_not})
        else:
            seen += 1
    return {
        "path": path.as_posix(),
        "seen": seen,
        "left_out": left_out,
        "unreadable": problems,
        **_configured(configurations.of(path)),
    }


def _document(path: Path, configurations: Configurations) -> dict[str, Any]:
    configuration = configurations.for_file(path)
    try:
        text = read_text(path)
        note = too_large(text, configuration)
        why_not = f"{path.as_posix()}: {note}" if note else None
    except UnreadableError as error:
        text, why_not = "", str(error)
    baseline = Baselines().file(path, configuration)
    around = Neighbourhood(configurations).around(path, text)
    return {
        "path": path.as_posix(),
        "read": why_not is None,
        "why_not": why_not,
        "left_out_of_folders": why_left_out(path, configurations) or None,
        "baseline": from_here(baseline).as_posix() if baseline else None,
        "looked_at": [each.path for each in around],
        **_configured(configuration, path),
    }


def _configured(configuration: Configuration, path: Path | None = None) -> dict[str, Any]:
    """Return which files hold, and every setting with its value and where that comes from."""
    files = [from_here(source.path).as_posix() for source in configuration.sources if source.path]
    values = {
        option.name: _value(option, configuration, path) for option in OPTIONS if option.name != "extend"
    }
    return {"configuration": files[::-1], "values": values}


def _value(option: Option, configuration: Configuration, path: Path | None) -> dict[str, Any]:
    rows = list(configuration.rows_for(path)) if path is not None else []
    origins = [
        _origin(source, option.name) for source in configuration.sources if option.name in source.values
    ]
    origins += [f"{_origin(source, 'files')} [[files]]" for source, row in rows if option.name in row]
    if not origins:
        return {"value": None, "default": option.default.replace("`", ""), "from": []}
    if option.merge is Merge.REPLACES:
        origins = origins[-1:]
    return {"value": configuration.values.get(option.name), "from": origins}


def _origin(source: Source, name: str) -> str:
    if source.path is None:
        return "the editor"
    place = source.places.get(name)
    return from_here(source.path).as_posix() + (f":{place.start.line + 1}" if place else "")


def _text(data: dict[str, Any]) -> Iterator[str]:
    yield f"whylint {data['whylint']}, Python {data['python']}, {data['platform']}"
    yield "  " + ", ".join(f"{name} {found or 'missing'}" for name, found in data["libraries"].items())
    cache = data["cache"]
    yield f"  cache: {cache['answers']} answers, {cache['bytes'] / 1e6:.1f} MB, in {cache['folder']}"
    editors = ", ".join(data["editors"]) or "none of those that there is a set-up for"
    yield f"  editors here: {editors}; set-ups: {SETUPS}"
    yield f"  for other clients: {data['server']}"
    for path in data["paths"]:
        yield ""
        yield from _folder_text(path) if "seen" in path else _document_text(path)
        yield f"  configuration: {', which extends '.join(path['configuration']) or 'no file'}"
        for name, value in path["values"].items():
            if value["from"]:
                shown = json.dumps(value["value"], ensure_ascii=False)
                yield f"  {name} = {shown}" + "".join(f"  ← {origin}" for origin in value["from"])
        yield f"  as by default: {', '.join(name for name, value in path['values'].items() if not value['from'])}"
    if data["mistakes"]:
        yield ""
        yield from data["mistakes"]


def _folder_text(path: dict[str, Any]) -> Iterator[str]:
    yield f"{path['path']}: {path['seen']} documents seen, {len(path['left_out'])} files and folders left out"
    for each in path["left_out"][:MOST_SHOWN]:
        yield f"  left out: {each['path']}, {each['why']}"
    if len(path["left_out"]) > MOST_SHOWN:
        yield f"  and {len(path['left_out']) - MOST_SHOWN} more: whylint doctor --format json {path['path']}"
    yield from (f"  {problem}" for problem in path["unreadable"])


def _document_text(path: dict[str, Any]) -> Iterator[str]:
    yield f"{path['path']}: read" if path["read"] else path["why_not"]
    if path["left_out_of_folders"]:
        yield f"  read only when it is named or open: {path['left_out_of_folders']}"
    if path["baseline"]:
        yield f"  baseline: {path['baseline']}"
    if path["looked_at"]:
        yield f"  other documents looked at: {', '.join(path['looked_at'])}"
