"""Put Whylint and the libraries its server needs into bundled/libs, for the extension to carry along.

The extension runs wherever there is a Python, so it takes wheels without compiled code only, of the versions
that fit the oldest Python supported.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CLIENT = Path(__file__).resolve().parent.parent
LIBS = CLIENT / "bundled" / "libs"

# The terminal reporter's libraries: two thirds of the size, and the server prints nothing.
TERMINAL_ONLY = ["pygments", "pygments-*.dist-info", "rich", "rich-*.dist-info"]


def pip(*arguments: str | Path) -> None:
    """Run pip, which must succeed."""
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *map(str, arguments)], check=True)


def main() -> None:
    """Build the bundle anew."""
    shutil.rmtree(LIBS, ignore_errors=True)
    with tempfile.TemporaryDirectory() as wheels:
        pip("wheel", "--no-deps", "--wheel-dir", wheels, CLIENT.parent)
        pip(
            "install",
            "--no-compile",
            "--root-user-action=ignore",
            "--only-binary=:all:",
            "--python-version=3.11",
            "--implementation=py",
            "--abi=none",
            "--platform=any",
            f"--target={LIBS}",
            *Path(wheels).glob("*.whl"),
        )
    for pattern in ["bin", *TERMINAL_ONLY]:
        for folder in LIBS.glob(pattern):
            shutil.rmtree(folder)
    next(LIBS.glob("whylint-*.dist-info/direct_url.json")).unlink()


if __name__ == "__main__":
    main()
