"""The packaged extension in VS Code."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote, urlsplit

import installed
import pytest
from sessions import HERE, WITH_WHYLINT, WITHOUT_WHYLINT, Sandbox
from vscode_server import browse, stand_in, vscode

# A quiet window, so that a picture shows what matters.
QUIET = {
    "breadcrumbs.enabled": False,
    "chat.disableAIFeatures": True,
    "editor.fontFamily": "DejaVu Sans Mono",
    "editor.fontSize": 14,
    "editor.lineHeight": 17,
    "editor.minimap.enabled": False,
    "editor.occurrencesHighlight": "off",
    "editor.stickyScroll.enabled": False,
    "editor.wordWrap": "on",
    "files.autoSave": "off",
    "telemetry.telemetryLevel": "off",
    "workbench.activityBar.location": "hidden",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "window.commandCenter": False,
    "window.title": "${activeEditorShort}",
}

pytestmark = pytest.mark.editor


def run_in_host(script: str, sandbox: Sandbox, pictures: Path) -> None:
    """Run tests in VS Code's extension host, where the extension starts a recorded server."""
    python = sandbox.python("recorded-python", WITHOUT_WHYLINT)
    settings = {"whylint.interpreter": str(python)}
    # Without the driver VS Code does not listen to the two addresses in the payload.
    with vscode(sandbox, settings, "--vscode-option=enable-smoke-test-driver") as url:
        tests = f"vscode-remote://{urlsplit(url).netloc}{HERE}/vscode"
        payload = [["extensionDevelopmentPath", tests], ["extensionTestsPath", f"{tests}/{script}"]]
        browse("run_in_host.mjs", f"{url}&payload={quote(json.dumps(payload))}", pictures=pictures)


def test_the_extension_host_sees_findings_hovers_and_quick_fixes(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    run_in_host("host_tests.js", sandbox, tmp_path)
    sandbox.check_recordings(sessions=3)
    for level in ("verbose", "off"):
        assert f'\\"method\\":\\"$/setTrace\\",\\"params\\":{{\\"value\\":\\"{level}\\"}}' in sandbox.heard(
            "client"
        )


def test_nothing_is_lost_when_the_server_is_killed_ten_times(tmp_path: Path) -> None:
    run_in_host("crash_tests.js", Sandbox(tmp_path), tmp_path)


def test_a_folder_that_is_not_trusted_does_not_choose_what_runs(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    python = sandbox.python("python3", WITHOUT_WHYLINT)
    witness = tmp_path / "witness"
    foreign = sandbox.watched(python, "echo ran", witness)
    settings = sandbox.workspace / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"whylint.interpreter": str(foreign)}), "utf-8")
    with vscode(sandbox, {}, trusts=False) as url:
        browse("trust.mjs", url, str(witness), pictures=tmp_path)
    assert witness.exists()


def test_a_person_sees_the_gap_reads_why_and_lets_the_question_be_asked(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    pictures = Path(os.environ.get("WHYLINT_SCREENSHOTS", tmp_path))
    sandbox.write_program("python3", "echo 3.9")
    sandbox.python("python", WITHOUT_WHYLINT)
    with vscode(sandbox, QUIET) as url:
        browse("ui_scenario.mjs", url, pictures=pictures)
    saved = (sandbox.workspace / "expense-claims.md").read_text("utf-8")
    assert "- The employee uploads a photo of the receipt\n  > " in saved
    assert "\n  > Seen: which page is not legible · Kept: all entries · Next: another photo\n" in saved
    sandbox.check_recordings(sessions=1)


def test_a_person_sees_how_stories_stand_and_what_is_open(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.python("python3", WITHOUT_WHYLINT)
    pictures = Path(os.environ.get("WHYLINT_SCREENSHOTS", tmp_path))
    with vscode(sandbox, QUIET | {"workbench.activityBar.location": "default"}) as url:
        browse("views_scenario.mjs", url, str(installed.axe()), pictures=pictures)
    sandbox.check_recordings(sessions=1)


def test_without_a_new_enough_python_a_person_is_led_to_the_setting(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    for name in ("python3", "python"):
        sandbox.write_program(name, "echo 3.9")
    witness = tmp_path / "witness"
    recorded = sandbox.python("recorded-python", WITH_WHYLINT)
    python = sandbox.watched(recorded, 'echo "$PYTHONPATH"', witness)
    settings = {"whylint.importStrategy": "fromEnvironment"}
    pictures = Path(os.environ.get("WHYLINT_SCREENSHOTS", tmp_path))
    with vscode(sandbox, QUIET | settings) as url:
        browse("no_python.mjs", url, str(python), pictures=pictures)
    sandbox.check_recordings(sessions=1)
    assert "bundled" not in witness.read_text("utf-8")  # its own Whylint, and not the one of the extension


def test_the_interpreter_chosen_in_an_extension_for_python_runs_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = Sandbox(tmp_path)
    for name in ("python3", "python"):
        sandbox.write_program(name, "echo 3.9")
    chosen = sandbox.python("chosen-python", WITHOUT_WHYLINT)
    witness = tmp_path / "witness"
    active = sandbox.python("active-python", WITHOUT_WHYLINT)
    monkeypatch.setenv("CHOSEN_PYTHON", str(chosen))
    monkeypatch.setenv("ACTIVE_PYTHON", str(sandbox.watched(active, "echo ran", witness)))
    extensions = [stand_in(name, tmp_path) for name in ("python_environments", "python")]
    with vscode(sandbox, {}, beside=extensions) as url:
        browse("chosen_python.mjs", url, str(chosen), str(witness), pictures=tmp_path)
    sandbox.check_recordings(sessions=2)
