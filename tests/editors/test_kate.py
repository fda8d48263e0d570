"""Whylint in Kate, set up as editors/kate says, on a screen that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import installed
import pytest
from sessions import ROOT, Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.editor

SIZE = "1200", "560"

# The plugin is switched on, and Kate was told before that it may start this server.
SETTINGS = """\
[General]
Show welcome view for new window=false
Startup Session=new

[Kate Plugins]
lspclientplugin=true

[lspclient]
AllowedServerCommandLines={server} server --stdio
"""


def test_a_gap_is_shown_and_asked_about(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    environment = sandbox.environment() | {"XDG_RUNTIME_DIR": str(sandbox.home), "QT_QPA_PLATFORM": "xcb"}
    folder = sandbox.home / "config" / "kate" / "lspclient"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "editors" / "kate" / "settings.json", folder)
    server = shutil.which("whylint", path=environment["PATH"])
    (sandbox.home / "config" / "katerc").write_text(SETTINGS.format(server=server), "utf-8")
    picture = Path(os.environ.get("WHYLINT_SCREENSHOTS", tmp_path)).absolute() / "kate.png"
    with screen(environment) as display, window(sandbox, environment | {"DISPLAY": display}) as press:
        until("the gap", lambda: "missing-error-state" in sandbox.heard("server"))
        press("search", "--onlyvisible", "--class", "kate", "windowmove", "0", "0", "windowsize", *SIZE)
        until("the question", lambda: ask(sandbox, press, picture))
        press("key", "ctrl+q")
    text = sandbox.spec.read_text("utf-8")
    assert "- The customer uploads a receipt\n  > **Open question** When the upload fails, what does" in text
    sandbox.check_recordings(sessions=1)


def ask(sandbox: Sandbox, press: Callable[..., None], picture: Path) -> bool:
    """Choose the first code action of Kate's menu, save, and return whether the question was written.

    A key that is pressed while Kate is busy may be lost, so this may have to be done again.
    """
    asked = sandbox.heard("client").count("textDocument/codeAction")
    press("key", "Escape", "key", "Escape", "mousemove", "240", "185", "click", "1", "sleep", "0.3")
    press("key", "alt+l", "sleep", "0.5", "key", "c")  # the menu "LSP Client", and in it "Code Action"
    try:
        until("the menu", lambda: sandbox.heard("client").count("textDocument/codeAction") > asked, seconds=5)
    except TimeoutError:
        return False
    press("sleep", "0.5", "exec", "--sync", installed.scrot(), "--overwrite", picture)
    press("key", "Down", "key", "Return", "sleep", "0.5", "key", "ctrl+s", "sleep", "0.5")
    return "Open question" in sandbox.spec.read_text("utf-8")


@contextmanager
def screen(environment: dict[str, str]) -> Iterator[str]:
    """Run a screen in memory, and give its name."""
    reading, writing = os.pipe()
    command: list[str | Path] = [
        installed.xvfb(),
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        f"{'x'.join(SIZE)}x24",
    ]
    server = subprocess.Popen(command, env=environment, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def window(sandbox: Sandbox, environment: dict[str, str]) -> Iterator[Callable[..., None]]:
    """Open the spec in Kate with the caret in its gap, give what presses keys, and wait until it has ended."""

    def press(*what: str | Path) -> None:
        subprocess.run([installed.xdotool(), *what], env=environment, check=True, timeout=20)

    kate = subprocess.Popen(
        ["dbus-run-session", "--", installed.kate(), "-n", "-l", "5", "-c", "20", sandbox.spec],
        cwd=sandbox.workspace,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield press
        kate.wait(timeout=20)
    finally:
        kate.kill()
        kate.wait(timeout=20)


def until(what: str, condition: Callable[[], bool], seconds: float = 40) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.1)
