"""The server as a process of its own: how it starts, what it keeps off its output, and how it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import clients
from lsp_client import SECONDS_TO_WAIT, Client, frame
from samples import SPEC, URI

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVE = "from whylint.lsp import serve; raise SystemExit(serve())"


class Running(NamedTuple):
    client: Client
    process: subprocess.Popen[bytes]


@contextmanager
def running(program: str = SERVE) -> Iterator[Running]:
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Running(Client(process.stdin, process.stdout), process)
        finally:
            process.kill()


def test_it_ends_well_when_it_is_asked_to() -> None:
    with running() as (client, process):
        client.initialize(clients.VS_CODE)
        client.open(URI, SPEC)
        assert client.pull(URI)["items"]
        client.leave()
        assert process.wait(SECONDS_TO_WAIT) == 0
        assert process.stderr
        assert process.stderr.read() == b""


def test_it_ends_with_an_error_when_nobody_asked_for_a_shutdown() -> None:
    with running() as (client, process):
        client.initialize(clients.VS_CODE)
        client.notify("exit")
        assert process.wait(SECONDS_TO_WAIT) == 1


def test_it_ends_when_its_client_is_gone() -> None:
    with running() as (client, process):
        client.initialize(clients.VS_CODE)
        client.close()
        assert process.wait(SECONDS_TO_WAIT) == 1
        assert process.stderr
        assert process.stderr.read() == b""


def test_it_ends_when_nobody_reads_what_it_writes() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.close()
        process.stdin.write(frame(b'{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}'))
        process.stdin.flush()
        assert process.wait(SECONDS_TO_WAIT) == 1
        assert process.stderr
        assert process.stderr.read() == b""


def test_it_ends_when_the_process_that_it_was_told_of_is_gone() -> None:
    quick = "from whylint.lsp import parent; parent._SECONDS_BETWEEN_LOOKS = 0.05; " + SERVE
    with (
        running(quick) as (client, process),
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as editor,
    ):
        client.request("initialize", {"processId": editor.pid, "rootUri": None, "capabilities": {}})
        client.notify("initialized", {})
        time.sleep(0.2)
        assert process.poll() is None
        editor.kill()
        editor.wait()
        assert process.wait(SECONDS_TO_WAIT) == 1


def test_what_prints_by_mistake_does_not_reach_the_client() -> None:
    noisy = (
        "import os, sys\n"
        "from whylint import engine\n"
        "analyse = engine.analyse\n"
        "def noisy(*arguments):\n"
        "    print('noise', flush=True)\n"
        "    os.system('echo more noise')\n"
        "    return analyse(*arguments)\n"
        "engine.analyse = noisy\n"
    )
    with running(noisy + SERVE.replace("; ", "\n")) as (client, process):
        client.initialize(clients.VS_CODE)
        client.open(URI, SPEC)
        assert client.pull(URI)["items"]
        client.leave()
        assert process.wait(SECONDS_TO_WAIT) == 0
        assert process.stderr
        assert process.stderr.read().split() == [b"noise", b"more", b"noise"]


def test_an_interrupt_ends_it_without_a_traceback() -> None:
    # A shell lets what it runs in the background ignore interrupts, and what that runs would ignore them too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with running() as (client, process):
        client.initialize(clients.VS_CODE)
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS_TO_WAIT) == 1
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()


def test_the_command_line_starts_without_the_protocol_libraries() -> None:
    program = "import sys, whylint.lsp; raise SystemExit({'pygls', 'lsprotocol'} & set(sys.modules) != set())"
    assert (
        subprocess.run([sys.executable, "-c", program], check=False, timeout=SECONDS_TO_WAIT).returncode == 0
    )
