"""``pressfacts serve``: the figures in a browser, each with its evidence."""

from __future__ import annotations

import argparse
import os
import webbrowser

from crawler.commands.problem import Problem

HELP = "look at the figures in a browser, on this machine only"
EXAMPLE = "  pressfacts serve\n  pressfacts serve --data demo-data --port 0 --open"

_LARGEST_PORT = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--data", metavar="DIR", help="data folder (default: PRESSFACTS_DATA or ./data)"
    )
    parser.add_argument(
        "--port", type=int, default=8001, metavar="N", help="port (default 8001); 0 is any free one"
    )
    parser.add_argument("--open", action="store_true", help="open a browser as well")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C, which ends with 130; 2 when there is nothing to serve."""
    from corpus.errors import CorpusError
    from corpus.folder import data_folder

    if not 0 <= args.port <= _LARGEST_PORT:
        raise Problem(f"--port {args.port}: no port, expected 0 to {_LARGEST_PORT}")
    try:
        from corpus.serving.serve import serve
    except ModuleNotFoundError as error:
        raise Problem(
            f"{error.name}: not installed, expected for serve; install pressfacts with [serve]"
        ) from error

    def ready(address: str) -> None:
        print(f"Figures at {address} - stop with Ctrl-C", flush=True)
        if args.open:
            webbrowser.open(address)

    try:
        serve(data_folder(args.data, os.environ), port=args.port, ready=ready)
    except CorpusError as error:
        raise Problem(str(error)) from error
    return 0
