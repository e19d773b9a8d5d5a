"""Page classes over real pages that lie in a local folder.

    python -m tests.yardsticks.pages DIR

DIR holds ``pages.toml`` and the saved pages it names; nothing of them is copied:

    [[page]]
    file = "kompas.html"
    url = "https://money.kompas.com/read/2023/11/02/213400526/harga"
    source = "kompas"             # name of a source; without it the generic page object
    zone_hours = 7                # without a source
    languages = ["id"]            # without a source
    published = "2023-11-02"      # what a person reads on the page; "" where nothing is to be read
    title = "..."                 # each of these is compared where it stands
    starts = "..."                # the first words of lead or body
    ends = "..."                  # the last words of the body
    paragraphs = 12               # at least so many
    without = ["Baca juga"]       # words that are not the article's

A line a page with the fields that differ; exit status 1 if any does, 2 if DIR can't be used.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from corpus.model import Article
from crawler import sources
from crawler.pages.dates import zone
from crawler.pages.generic import GenericPage
from crawler.pages.page import Site


def read(folder: Path, wanted: Mapping[str, Any]) -> list[Article]:
    """Return the articles of one saved page, read by the page class of its source."""
    body = (folder / wanted["file"]).read_bytes()
    made: type[TextResponse] = XmlResponse if wanted["file"].endswith(".xml") else HtmlResponse
    response = made(wanted["url"], body=body)
    if "source" in wanted:
        spider = sources.load()[wanted["source"]]
        return list(spider.page(response, spider.site()).articles())
    site = Site("page", tuple(wanted["languages"]), zone(wanted["zone_hours"]))
    return list(GenericPage(response, site).articles())


def differences(article: Article, wanted: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each field that is not as a person read it on the page."""
    for field in ("title", "published", "post_number"):
        found = getattr(article, field) or ""
        if field in wanted and found != wanted[field]:
            yield f"{field}: {found!r}, expected {wanted[field]!r}"
    parts = [article.text[s.start : s.end] for s in article.segments if s.role in ("lead", "body")]
    if "starts" in wanted and not (parts and parts[0].startswith(wanted["starts"])):
        yield f"starts: {parts[:1]!r}"
    if "ends" in wanted and not (parts and parts[-1].endswith(wanted["ends"])):
        yield f"ends: {parts[-1:]!r}"
    if len(parts) < wanted.get("paragraphs", 0):
        yield f"paragraphs: {len(parts)}, expected at least {wanted['paragraphs']}"
    for words in wanted.get("without", ()):
        if words in article.text:
            yield f"without: {words!r} stands in the text"


def check(folder: Path) -> int:
    """Print a line for each page and return how many differ."""
    failed = 0
    for wanted in tomllib.loads((folder / "pages.toml").read_text("utf-8"))["page"]:
        found = read(folder, wanted)
        told = list(differences(found[0], wanted)) if found else ["no article"]
        how = found[0].page_class if found else "-"
        print(f"{wanted['file']}: {how}: {'; '.join(told) or 'as read by a person'}")
        failed += bool(told)
    return failed


def main(arguments: list[str]) -> int:
    """Check the folder named; see the head of this file."""
    folder = Path(arguments[0]) if arguments else None
    if folder is None or not (folder / "pages.toml").is_file():
        print("pages: expected a folder with pages.toml", file=sys.stderr)
        return 2
    return 1 if check(folder) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
