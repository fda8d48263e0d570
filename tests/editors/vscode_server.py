"""VS Code with the packaged extension, served to a browser."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import installed
import pytest
from sessions import HERE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sessions import Sandbox

CLIENT = ROOT / "client"


@cache
def extension() -> Path:
    """Package the extension as it is in the tree, without a warning, and return the file."""
    package = CLIENT / "whylint.vsix"
    makefile = ROOT / "Makefile"
    with makefile.open() as lock:
        # Tests that run at the same time wait for the one that packages.
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            ["make", f"VENV={sys.prefix}", package.relative_to(ROOT)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
    said = done.stdout + done.stderr
    assert done.returncode == 0, f"First run `npm --prefix client ci`: {said}"
    if " WARNING " in said:
        package.unlink()
        pytest.fail(f"vsce warns: {said}", pytrace=False)
    return package


def stand_in(name: str, directory: Path) -> Path:
    """Package an extension of the tests' own, which stands in for one of another registry."""
    package = directory / f"{name}.vsix"
    command: list[str | Path] = [
        CLIENT / "node_modules" / ".bin" / "vsce",
        "package",
        "--no-dependencies",
        "--allow-missing-repository",
        "--skip-license",
        f"--out={package}",
    ]
    folder = HERE / "vscode" / name
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return package


@contextmanager
def vscode(
    sandbox: Sandbox,
    settings: dict[str, Any],
    *options: str,
    trusts: bool = True,
    beside: Sequence[Path] = (),
) -> Iterator[str]:
    """Serve VS Code, with these settings and the sandbox's workspace, at the URL given back.

    trusts: every folder is trusted and nobody is asked. beside: other extensions to install.
    """
    data = sandbox.home / "code-server"
    # Both, since VS Code has no user's settings while it runs tests, and takes looks from the user's only.
    for owner in ("Machine", "User"):
        folder = data / "data" / owner
        folder.mkdir(parents=True)
        (folder / "settings.json").write_text(json.dumps(settings), "utf-8")
    port = _free_port()
    command: list[str | Path] = [
        installed.node(),
        installed.code_server(),
        f"--user-data-dir={data}/data",
        f"--extensions-dir={data}/extensions",
        f"--config={data}/config.yaml",
    ]
    serve: list[str | Path] = [
        *command,
        "--auth=none",
        f"--bind-addr=127.0.0.1:{port}",
        "--disable-telemetry",
        "--disable-update-check",
        *(["--disable-workspace-trust"] if trusts else []),
        *options,
    ]
    # As if a shell had started it: else VS Code asks a login shell for the PATH, and that knows no sandbox.
    environment = sandbox.environment() | {"VSCODE_CLI": "1"}
    packages = [
        argument for package in (extension(), *beside) for argument in ("--install-extension", package)
    ]
    installation = subprocess.run(
        [*command, "--force", *packages],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert installation.returncode == 0, installation.stdout + installation.stderr
    log = data / "server.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(serve, env=environment, stdout=output, stderr=output)
        try:
            _wait_until_up(port, server)
            yield f"http://127.0.0.1:{port}/?folder={sandbox.workspace}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def browse(script: str, *arguments: str, pictures: Path) -> None:
    """Run a script that drives VS Code in Chromium and takes pictures, and check that it succeeds."""
    environment = os.environ | {
        "CHROMIUM": str(installed.chromium()),
        "PICTURES": str(pictures),
        "PLAYWRIGHT": str(installed.playwright()),
    }
    done = subprocess.run(
        [installed.node(), HERE / "vscode" / script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"See {pictures}/failed.png\n{done.stdout}{done.stderr}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert server.poll() is None, "code-server ended at once"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("code-server did not start")
