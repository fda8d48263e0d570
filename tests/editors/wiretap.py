"""A transparent recorder between an editor and its language server.

As a program it stands in for the server: ``python wiretap.py DIRECTORY SERVER ARGUMENT…`` starts the server,
passes every byte on unchanged, and writes the session to a file of its own in the directory, one record a
line: ``{"sender": "client" | "server", "body": …}``, or ``"garbage"`` for what is no frame.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TextIO

_HEADER = re.compile(
    rb"(?:[!-9;-~]+: [^\r\n]*\r\n)*?Content-Length: (\d+)\r\n(?:[!-9;-~]+: [^\r\n]*\r\n)*\r\n"
)


class Recorder:
    """Cuts what one side sends into frames, and writes each to the recording."""

    def __init__(self, sender: str, recording: TextIO) -> None:
        self._sender = sender
        self._recording = recording
        self._pending = b""

    def take(self, data: bytes) -> None:
        """Take the next bytes that were sent."""
        self._pending += data
        while b"\r\n\r\n" in self._pending:
            header = _HEADER.match(self._pending)
            if header is None:
                end = self._pending.index(b"\r\n\r\n") + 4
                self._write("garbage", self._pending[:end])
                self._pending = self._pending[end:]
                continue
            end = header.end() + int(header[1])
            if len(self._pending) < end:
                return
            self._write("body", self._pending[header.end() : end])
            self._pending = self._pending[end:]

    def end(self) -> None:
        """Record what was begun and never finished."""
        if self._pending:
            self._write("garbage", self._pending)

    def _write(self, kind: str, data: bytes) -> None:
        # One write call a record, so that the two sides' records never mix.
        record = {"sender": self._sender, kind: data.decode("utf-8", "backslashreplace")}
        self._recording.write(json.dumps(record) + "\n")
        self._recording.flush()


def pass_on(source: IO[bytes], target: IO[bytes], recorder: Recorder) -> None:
    """Pass bytes on until the source ends, and record them first: the target may be gone the next moment."""
    while data := os.read(source.fileno(), 65_536):
        recorder.take(data)
        try:
            target.write(data)
            target.flush()
        except OSError:
            continue
    recorder.end()
    try:
        target.close()
    except OSError:
        return


def main(directory: Path, command: list[str]) -> int:
    """Run the server and return its exit code."""
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdin is not None
    assert server.stdout is not None
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    with (directory / f"{os.getpid()}.jsonl").open("w", encoding="utf-8") as recording:
        threading.Thread(
            target=pass_on, args=(sys.stdin.buffer, server.stdin, Recorder("client", recording)), daemon=True
        ).start()
        pass_on(server.stdout, sys.stdout.buffer, Recorder("server", recording))
        return server.wait()


if __name__ == "__main__":
    code = main(Path(sys.argv[1]), sys.argv[2:])
    # The thread that reads the editor may still wait for it, and would keep this program alive.
    os._exit(code & 0xFF)
