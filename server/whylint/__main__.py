"""``python -m whylint`` is the command ``whylint``."""

from whylint.cli import main

if __name__ == "__main__":
    main()
