"""What came of requests, noted in the ledger once the archive has it on disk.

One sync and one transaction serve many requests. Until then the notes are in
memory alone; a process killed there loses no page, as the archive holds it and
``corpus/catchup.py`` takes it over. A loss of power may cost pages of the last
moments, but what the ledger says is in the archive is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from corpus.ledger import Ledger
from corpus.visits import Visit
from corpus.warc import WarcWriter

MOST_SECONDS = 1.0
"""Notes that come this long after the last settling are settled at once."""

MOST_NOTES = 500


class Logbook:
    """Gathers visits for ``ledger`` whose records went to ``writer``. ``clock`` gives seconds."""

    def __init__(
        self,
        writer: WarcWriter,
        ledger: Ledger,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writer = writer
        self._ledger = ledger
        self._clock = clock
        self._visits: list[Visit] = []
        self._settled = clock()

    def note(self, visit: Visit) -> None:
        """Take ``visit``, whose record has been appended; errors as in :meth:`settle`.

        On a slow site each is settled as it comes, on a fast one many at once.
        """
        self._visits.append(visit)
        waited = self._clock() - self._settled
        if waited >= MOST_SECONDS or len(self._visits) >= MOST_NOTES:
            self.settle()

    def settle(self) -> None:
        """Bring the archive to disk, then the notes into the ledger.

        Raises ``CorpusError`` if either can't be written; the notes are kept then.
        """
        if self._visits:
            self._writer.sync()
            self._ledger.record_all(self._visits)
            self._visits.clear()
        self._settled = self._clock()
