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
from typing import NoReturn

from crawler import commands
from crawler.commands.problem import Problem, complain

DONE, FAILED_CHECK, COULD_NOT, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``pressfacts`` with ``argv`` and return the exit status of the contracts."""
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold bytes that are no UTF-8: shown escaped, never a crash.
        stream.reconfigure(  # type: ignore[union-attr]
            encoding="utf-8", newline="\n", errors="backslashreplace"
        )
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return DONE  # The reader closed the pipe: say nothing.
    except OSError as error:
        complain(f"{error.filename or 'output'}: {error.strerror}, expected to be usable")
        return COULD_NOT


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = _parser().parse_args(argv)
        return int(args.run(args))
    except Problem as problem:
        complain(problem)
        return COULD_NOT
    finally:
        _flush()


def _flush() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        # What can't be written is dropped: the interpreter would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def command_modules() -> dict[str, ModuleType]:
    """Return the subcommands by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    modules = {name: importlib.import_module(f"crawler.commands.{name}") for name in names}
    return {name.replace("_", "-"): m for name, m in modules.items() if hasattr(m, "run")}


class _Columns(argparse.HelpFormatter):
    """A first column wide enough for the longest command."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=16)
        # Its own measure leaves out that commands stand further in than options.
        self._action_max_length = 14


class _Parser(argparse.ArgumentParser):
    """Tells a wrong use in one line, as every other problem is told."""

    def error(self, message: str) -> NoReturn:
        name = self.prog.removeprefix("pressfacts").strip() or "command"
        self.exit(
            COULD_NOT, f"pressfacts: {name}: {message}, expected as in `{self.prog} --help`\n"
        )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="pressfacts",
        description="Rebuilds statistics from press reports: how many NGOs, how much aid, how many "
        "projects, for which period, where - every figure with its source.",
        epilog="Start with: pressfacts demo",
        formatter_class=_Columns,
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
