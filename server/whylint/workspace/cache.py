"""A cache of answers by what they follow from: whatever leads to another answer is part of the key.

An entry is a file of its own, named after its key and put in place by a rename, so that any number of runs may read
and write at once. What is damaged, or cannot be written, counts as not there: the answer is worked out again.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import whylint

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER_VARIABLE = "WHYLINT_CACHE_DIR"
SHARDS = 256  # folders that entries are spread over, by the first two digits of their key
LIMIT = 128 * 1024 * 1024  # bytes that all entries may take up; each folder keeps to its share
SUFFIX = ".answer"


def cache_folder() -> Path:
    """Return the folder of the cache: that of an environment variable, else where the platform keeps caches."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path  # noqa: PLC0415 - who names a folder needs no search for one

    return user_cache_path("whylint", appauthor=False)


class Cache:
    """The answers kept in a folder, which need not exist; ``limit`` is in bytes."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self._share = limit // SHARDS

    def get(self, key: str) -> Any:
        """Return the answer for a key, None where there is none that can be read."""
        path = self._path(key)
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - it is quicker than the method of a Path
                answer = json.loads(zlib.decompress(file.read()))
            os.utime(path)  # What was read lately is kept longest.
        except (OSError, ValueError, zlib.error):
            return None
        return answer

    def put(self, key: str, answer: Any) -> None:
        """Keep an answer, which consists of what JSON has, where that is possible."""
        data = zlib.compress(json.dumps(answer, separators=(",", ":")).encode(), 1)
        path = self._path(key)
        shard = os.path.dirname(path)  # noqa: PTH120 - see above
        mine = f"{path}.{os.getpid()}"
        try:
            os.makedirs(shard, exist_ok=True)  # noqa: PTH103 - see above
            with open(mine, "wb") as file:  # noqa: PTH123 - see above
                file.write(data)
            os.replace(mine, path)  # noqa: PTH105 - see above
        except OSError:
            with suppress(OSError):
                os.unlink(mine)  # noqa: PTH108 - see above

    def trim(self, keys: Iterable[str]) -> None:
        """Make room where the answers for these keys were put: what was not read for longest goes first."""
        for name in {key[:2] for key in keys}:
            _trim(self.folder / name, self._share)

    def clear(self) -> int:
        """Take out all entries, and return how many there were. Raises OSError where that is not allowed."""
        count = 0
        for shard in self._shards():
            for path in shard.iterdir():
                count += path.suffix == SUFFIX
                path.unlink(missing_ok=True)
            shard.rmdir()
        return count

    def size(self) -> tuple[int, int]:
        """Return how many entries there are, and how many bytes they take up."""
        sizes = [path.stat().st_size for shard in self._shards() for path in shard.glob(f"*{SUFFIX}")]
        return len(sizes), sum(sizes)

    def _shards(self) -> list[Path]:
        names = (f"{number:02x}" for number in range(SHARDS))
        return [shard for name in names if (shard := self.folder / name).is_dir()]

    def _path(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key[2:]}{SUFFIX}"


def _trim(shard: Path, share: int) -> None:
    entries = []
    try:
        with os.scandir(shard) as found:
            for entry in found:
                status = entry.stat()
                entries.append((status.st_mtime_ns, status.st_size, entry.path))
    except OSError:
        return
    room = share
    for _, size, path in sorted(entries, reverse=True):
        room -= size
        if room < 0:
            Path(path).unlink(missing_ok=True)


def key_of(text: str, *facts: object) -> str:
    """Return the key of the answer that follows from a text and some facts, and from this very program.

    Facts are texts, numbers, enumerations, None, and collections and dataclasses of them. Raises TypeError for
    anything else, which might lead to other answers without being told apart.
    """
    digest = hashlib.sha256(program())
    digest.update(json.dumps(_plain(facts)).encode())
    digest.update(b"\0")
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _plain(value: object) -> object:
    """Return data that is written alike for equal values, in every process."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset | set):
        return sorted(json.dumps(_plain(each)) for each in value)
    if isinstance(value, Mapping):
        return sorted((json.dumps(_plain(key)), _plain(each)) for key, each in value.items())
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    raise TypeError(f"{type(value).__name__} cannot be part of a key")


@cache
def program() -> bytes:
    """Return what tells this program from one that may answer otherwise: the bytes of its code and its lexicons.

    A version would not do: whoever changes a rule or a phrase wants to see what it does.
    """
    digest = hashlib.sha256()
    for folder in sorted({str(Path(path)) for path in whylint.__path__}):
        for here, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if name.endswith((".py", ".toml")):
                    digest.update(name.encode())
                    with open(f"{here}/{name}", "rb") as file:  # noqa: PTH123 - see above
                        digest.update(file.read())
    return digest.digest()
