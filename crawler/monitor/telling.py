"""Who is told of troubles besides the one who reads the terminal."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Sequence

from crawler.errors import CrawlError
from crawler.monitor.health import Health

SECONDS = 60
"""A command that takes longer is ended."""


class TellingError(CrawlError):
    """The command that was to be told of troubles could not be run, or failed."""


def tell_command(command: str, troubles: Sequence[Health]) -> None:
    """Run ``command`` with ``troubles`` on its standard input, a JSON object a line.

    Words are split as a shell does, but no shell runs: no variable, pipe or
    redirection means anything. The command's own output goes where ours goes.

    Raises:
        TellingError: it is not there, fails, or takes longer than :data:`SECONDS`.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise TellingError(f"--on-trouble {command}: {error}, expected a command") from error
    if not words:
        raise TellingError("--on-trouble: empty, expected a command")
    lines = "".join(f"{line(health)}\n" for health in troubles)
    try:
        subprocess.run(words, input=lines, encoding="utf-8", timeout=SECONDS, check=True)
    except OSError as error:
        raise TellingError(f"--on-trouble {words[0]}: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        raise TellingError(f"--on-trouble {words[0]}: ended with {error.returncode}") from error
    except subprocess.TimeoutExpired as error:
        raise TellingError(f"--on-trouble {words[0]}: no end within {SECONDS} s") from error


def line(health: Health) -> str:
    """Return ``health`` as one JSON object: columns of table health, in their order."""
    return json.dumps(health.row(), ensure_ascii=False)
