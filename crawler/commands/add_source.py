"""``pressfacts add-source``: a source file of your own, begun from a look at the site."""

from __future__ import annotations

import argparse

from crawler.commands.folders import chosen_folder, contact_argument, data_argument, told_plainly
from crawler.commands.problem import Problem, complain

HELP = "look at a site politely and write the skeleton of a source file for it"
EXAMPLE = "  pressfacts add-source https://paper.example/ --contact you@university.example"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("url", metavar="URL", help="the front page, or an article")
    parser.add_argument("--name", help="a name for the source (default: from the host)")
    contact_argument(parser)
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Look and write; 1 when something went wrong on the way, 2 when it could not start."""
    from crawler.look.adding import add_source

    with told_plainly():
        folder = chosen_folder(args)
        _check_url(args.url)
        added = add_source(args.url, folder, name=args.name, contact=args.contact)
    for problem in added.problems:
        complain(f"{args.url}: {problem.url}: {problem.what}")
    if added.path is None:
        for line in added.doubts:
            complain(f"{args.url}: {line}")
        raise Problem(f"{args.url}: no page could be had, expected one to make a source file from")
    print(f"{added.path}: written, from {added.requests} requests. What was found:")
    print("\n".join(f"  {line}" for line in added.said))
    print("Look at these before the first crawl:")
    print("\n".join(f"  {line}" for line in added.doubts))
    print("  terms of use: nobody has read them yet; and then")
    print(f"  pressfacts check {added.name}")
    return 1 if added.problems else 0


def _check_url(url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise Problem(f"{url}: expected an address that begins with https:// or http://")
