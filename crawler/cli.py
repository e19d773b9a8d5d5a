"""The ``pressfacts`` command.

Each subcommand is one module in ``crawler/commands`` with ``HELP``,
``EXAMPLE``, ``arguments(parser)`` and ``run(args)``; to add a command, create
a file there. Heavy libraries are imported inside ``run``, so that the command
line itself starts at once.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from crawler import commands
from crawler.commands.problem import Problem

DONE, FAILED_CHECK, COULD_NOT, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``pressfacts`` with ``argv`` and return the exit status of the contracts."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    args = _parser().parse_args(argv)
    try:
        status = int(args.run(args))
        sys.stdout.flush()
    except Problem as problem:
        print(f"pressfacts: {problem}", file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader closed the pipe: say nothing, and keep the interpreter from
        # complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status


def command_modules() -> dict[str, ModuleType]:
    """Return the subcommands by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    modules = {name: importlib.import_module(f"crawler.commands.{name}") for name in names}
    return {name.replace("_", "-"): m for name, m in modules.items() if hasattr(m, "run")}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pressfacts",
        description="Rebuilds statistics from press reports: how many NGOs, how much aid, how many "
        "projects, for which period, where - every figure with its source.",
        epilog="Start with: pressfacts demo",
    )
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, module in command_modules().items():
        sub = subparsers.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"example:\n{module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
