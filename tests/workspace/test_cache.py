"""The cache: what it keeps, what it forgives, and what it tells apart."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import whylint
from whylint.rules.finding import Severity
from whylint.settings import Settings
from whylint.workspace.cache import SHARDS, Cache, cache_folder, key_of, program

KEY = "ab" + "0" * 62
ANSWER: dict[str, Any] = {"findings": [{"message": "“é” \ud800", "line": 1}], "settled": False}


def entry(folder: Path) -> Path:
    return next(path for path in folder.rglob("*") if path.is_file())


def test_what_is_put_is_got_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get(KEY) is None
    cache.put(KEY, ANSWER)
    assert Cache(tmp_path / "cache").get(KEY) == ANSWER
    assert cache.size() == (1, entry(tmp_path).stat().st_size)


@pytest.mark.parametrize("kept", [0, 1, 10, -1])
def test_an_entry_that_was_cut_off_counts_as_none(tmp_path: Path, kept: int) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, ANSWER)
    path = entry(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    assert cache.get(KEY) is None
    cache.put(KEY, ANSWER)
    assert cache.get(KEY) == ANSWER


def test_an_entry_with_any_byte_changed_counts_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, ANSWER)
    path = entry(tmp_path)
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        # A bit in the header may say nothing about the data; then the answer is as it was.
        assert cache.get(KEY) in (None, ANSWER)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put(KEY, ANSWER)
    assert cache.get(KEY) is None
    cache.trim([KEY])
    assert cache.clear() == 0


def test_what_could_not_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, ANSWER)
    path = entry(tmp_path)
    path.unlink()
    (path / "in the way").mkdir(parents=True)
    cache.put(KEY, ANSWER)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_what_was_read_for_longest_makes_room(tmp_path: Path) -> None:
    keys = [f"ab{number:062d}" for number in range(10)]
    filler = {"text": os.urandom(5_000).hex()}
    cache = Cache(tmp_path, limit=SHARDS * 30_000)
    for age, key in enumerate(keys):
        cache.put(key, filler)
        path = max(tmp_path.rglob("*.answer"), key=lambda path: path.stat().st_mtime_ns)
        os.utime(path, (1_000 + age, 1_000 + age))
    assert cache.get(keys[0]) == filler
    cache.trim(keys)
    left = [key for key in keys if cache.get(key) is not None]
    assert left == [keys[0], *keys[-len(left) + 1 :]]
    assert 2 <= len(left) < 10
    assert cache.size()[1] <= 30_000


def test_clearing_takes_out_the_entries_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    cache = Cache(tmp_path)
    for number in range(5):
        cache.put(f"{number:064d}", ANSWER)
    assert cache.clear() == 5
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert cache.clear() == 0


def test_many_processes_read_and_write_at_once(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from whylint.workspace.cache import Cache
cache, answer = Cache(Path({str(tmp_path)!r})), {{"text": "x" * 100_000}}
for round in range(60):
    cache.put({KEY!r}, answer)
    assert cache.get({KEY!r}) in (answer, None), "torn"
    if round % 20 == 19:
        cache.trim([{KEY!r}])
"""
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 4
    assert Cache(tmp_path).get(KEY) == {"text": "x" * 100_000}
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".answer"]


SETTINGS = [
    Settings(),
    Settings(select=frozenset()),
    Settings(select=frozenset({"missing-error-state"})),
    Settings(select=frozenset({"missing-error-state", "vague-criterion"})),
    Settings(ignore=frozenset({"missing-error-state"})),
    Settings(severity={"missing-error-state": Severity.HINT}),
    Settings(severity={"missing-error-state": Severity.ERROR}),
]


def test_other_texts_settings_and_facts_have_other_keys() -> None:
    keys = [
        key_of(text, each, fixes) for text in ("", "a", "a\n") for each in SETTINGS for fixes in (True, False)
    ]
    assert len(set(keys)) == len(keys)
    assert key_of("a", "b") != key_of("ab") != key_of("", "ab")


def test_equal_settings_have_equal_keys_in_every_process() -> None:
    one = Settings(ignore=frozenset("abc"), severity={"a": Severity.HINT, "b": Severity.ERROR})
    other = Settings(ignore=frozenset("cba"), severity={"b": Severity.ERROR, "a": Severity.HINT})
    assert key_of("text", one) == key_of("text", other)
    code = "from whylint.workspace.cache import key_of; print(key_of('text', frozenset('abcdef')))"
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(keys) == 1


def test_what_a_key_cannot_tell_apart_is_refused() -> None:
    @dataclass
    class Odd:
        inside: object

    with pytest.raises(TypeError, match="object cannot be part of a key"):
        key_of("text", Odd(object()))


def test_another_program_has_other_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("text")
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(whylint, "__path__", [str(tmp_path)])
    keys = {before}
    for name, source in (("rules/a.py", "1"), ("rules/a.py", "2"), ("rules/b.py", "2"), ("en.toml", "")):
        (tmp_path / name).write_text(source)
        program.cache_clear()
        keys.add(key_of("text"))
    monkeypatch.undo()
    program.cache_clear()
    assert len(keys) == 5
    assert key_of("text") == before


def test_the_folder_is_that_of_the_variable_or_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHYLINT_CACHE_DIR", "/somewhere")
    assert cache_folder() == Path("/somewhere")
    monkeypatch.setenv("WHYLINT_CACHE_DIR", "")
    assert cache_folder().name == "whylint"
