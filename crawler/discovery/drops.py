"""What the topic filter drops in a run, on its way into archive and ledger."""

from __future__ import annotations

from collections import defaultdict

from corpus.dropped import LIST, DroppedLink, fields_of
from corpus.ledger import Ledger
from corpus.warc import WarcWriter
from crawler.clock import Clock

_AT_ONCE = 500
"""Links noted in one record and one transaction."""

_TITLE = 300
"""Characters of a headline that are noted."""


class Drops:
    """Takes dropped links in and notes them some at a time, first in the archive."""

    def __init__(self, writer: WarcWriter, ledger: Ledger, *, run: str, clock: Clock) -> None:
        self._writer = writer
        self._ledger = ledger
        self._run = run
        self._clock = clock
        self._full: set[str] = set()
        self._links: defaultdict[tuple[str, str], list[DroppedLink]] = defaultdict(list)

    def take(self, url: str, source: str, *, document: str, title: str, dated: str | None) -> None:
        """Take in a link that ``document`` announces; ``dated`` as printed there."""
        if source in self._full:
            return
        waiting = self._links[source, document]
        waiting.append(DroppedLink(url, title[:_TITLE] or None, dated))
        if len(waiting) == _AT_ONCE:
            self.settle(source, document)

    def settle(self, source: str, document: str) -> None:
        """Note what ``document`` announced and is not noted yet."""
        waiting = self._links.pop((source, document), [])
        links = self._ledger.dropped.unknown(waiting, source, self._run)
        if links:
            at = self._clock.stamp()
            notes = {"source": source, "list": LIST}
            self._writer.metadata(document, fields_of(links), captured=at, notes=notes)
            self._ledger.drop(links, source, run=self._run, at=at)
            if not self._ledger.dropped.room(source, self._run):
                self._full.add(source)

    def sample(self, source: str, *, one_in: int, most: int) -> None:
        """Draw from what was dropped; what is drawn waits in the ledger to be asked for."""
        self._ledger.dropped.sample(source, at=self._clock.stamp(), one_in=one_in, most=most)
