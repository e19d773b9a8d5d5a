"""What a command says when it could not do its work."""

from __future__ import annotations

import sys


class Problem(Exception):
    """A usage error or an unusable input: ``NAME: what is wrong, what was expected``."""


def complain(problem: Exception | str) -> None:
    """Print one line on standard error and go on with the other inputs."""
    print(f"pressfacts: {problem}", file=sys.stderr)
