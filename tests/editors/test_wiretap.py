"""The recorder changes nothing and misses nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from conformance import read
from sessions import HERE

if TYPE_CHECKING:
    from pathlib import Path


def frame(body: str) -> bytes:
    encoded = body.encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(encoded), encoded)


def record(
    directory: Path, sent: bytes, *server: str
) -> tuple[subprocess.CompletedProcess[bytes], list[str]]:
    command = [sys.executable, str(HERE / "wiretap.py"), str(directory), *server]
    done = subprocess.run(command, input=sent, capture_output=True, timeout=20, check=False)
    [recording] = directory.iterdir()
    return done, [f"{sender}: {message}" for sender, message in read(recording)]


def test_bytes_pass_unchanged_and_each_message_is_recorded(tmp_path: Path) -> None:
    sent = frame('{"method": "😀"}') + b"Content-Type: x\r\n" + frame('{"id": 1}')
    done, messages = record(tmp_path, sent, "cat")
    assert done.stdout == sent
    assert sorted(messages) == [
        "client: {'id': 1}",
        "client: {'method': '😀'}",
        "server: {'id': 1}",
        "server: {'method': '😀'}",
    ]


def test_what_is_no_message_is_recorded_too(tmp_path: Path) -> None:
    sent = (
        b"Traceback: oops\r\n\r\n" + frame('{"id": 1}') + frame('{"id": NaN}') + b"Content-Length: 9\r\n\r\n{"
    )
    done, messages = record(tmp_path, sent, "cat")
    assert done.stdout == sent
    assert [message for message in messages if message.startswith("server")] == [
        "server: Traceback: oops\r\n\r\n",
        "server: {'id': 1}",
        'server: {"id": NaN}',
        "server: Content-Length: 9\r\n\r\n{",
    ]


def test_the_exit_code_is_the_servers(tmp_path: Path) -> None:
    done, _ = record(tmp_path, b"", "sh", "-c", "exit 7")
    assert done.returncode == 7
