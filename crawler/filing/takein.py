"""Pages of another archive into ours: one record each, as of the day they were captured.

Such a page says nothing of what its address answers today, so the ledger is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus import warc
from corpus.errors import CorpusError
from corpus.visits import TAKEN_FROM
from crawler.filing.adding import Adding, AddReport
from crawler.urls import absolute


def take_in(
    taken: warc.TakenFile, added: Adding, outlet: Callable[[str], str], report: AddReport
) -> None:
    """File the pages of ``taken`` that are not there yet; say in ``report`` what came of them.

    ``outlet`` names the source of an address. Where the file is damaged or its
    reader comes to a limit, the pages before that are filed.
    """
    held = set(_held(added))
    new = known = unusable = 0
    try:
        for page in taken:
            if absolute(page.url, page.url) is None:
                unusable += 1
                continue
            key = (page.url, page.captured, warc.digest_of(page.body))
            if key in held:
                known += 1
                continue
            held.add(key)
            _file(page, taken.path.name, added, outlet(page.url))
            report.added.append(page.url)
            new += 1
    except CorpusError as error:
        report.problems.append(f"{error}; {new + known} pages before that are added")
    added.writer.sync()
    left_out = {**taken.left_out, **({"unusable addresses": unusable} if unusable else {})}
    rest = "".join(f", {count} {why}" for why, count in sorted(left_out.items()))
    line = f"{taken.path.name}: {new} pages added, {known} already in the archive"
    report.archives.append(line + (f"; left out{rest[1:]}" if rest else ""))


def _held(added: Adding) -> Iterator[tuple[str | None, str, str | None]]:
    """What was taken in before: a page may have many captures, of which the ledger knows none."""
    for record in warc.all_records(added.folder.warc):
        if TAKEN_FROM in record.notes:
            yield record.url, record.captured, record.digest


def _file(page: warc.TakenPage, name: str, added: Adding, source: str) -> None:
    notes = {"source": source, "state": "fetched", TAKEN_FROM: name}
    if page.head is None:
        added.writer.resource(
            page.url,
            page.body,
            captured=page.captured,
            content_type=page.content_type or "text/html",
            notes=notes,
        )
    else:
        added.writer.response(page.url, page.head, page.body, captured=page.captured, notes=notes)
