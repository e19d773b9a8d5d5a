"""What one request came to, as the ledger notes it and as the archive tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.warc import Original, Position, Record

REVISIT = timedelta(days=30)
"""An archived page is asked for again after this time, whatever sitemap and validators say."""

LONGEST_REVISIT = timedelta(days=360)
"""A page that did not change is asked for ever more rarely, but at least this often."""

TAKEN_FROM = "from"
"""Note of records taken out of an archive file of other hands: the file's name."""

WITNESS = "witness"
"""Note of records of known articles that were asked for once more, to tell of the site."""

_BLOCKED = frozenset({401, 403, 407, 429, 451})
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Address:
    """One row of the ledger; see table address in the codebook."""

    url: str
    source: str
    state: str
    first_seen: str
    last_visit: str | None
    next_visit: str | None
    http_status: int | None
    etag: str | None
    last_modified: str | None
    digest: str | None
    warc_file: str | None
    warc_offset: int | None
    warc_length: int | None
    captured: str | None
    reason: str | None
    lastmod: str | None
    run: str | None
    sampled: int | None

    @property
    def original(self) -> Original | None:
        """The archived body a 304 or an identical answer refers to, if there is one."""
        if self.captured is None:
            return None
        return Original(self.url, self.captured, self.digest)


@dataclass(frozen=True, slots=True)
class Visit:
    """The outcome of one request, to be recorded.

    ``position``, ``digest`` and the validators are given when the answer had a
    body that is archived; without them (304, failure) the row keeps the old ones.
    ``sampled``: asked for as one of the sample of what the topic filter drops.
    """

    url: str
    source: str
    state: str
    at: str
    run: str
    http_status: int | None = None
    position: Position | None = None
    digest: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    reason: str | None = None
    next_visit: str | None = None
    sampled: bool = False

    @property
    def repeats_a_body(self) -> bool:
        """Whether the answer stands for a body archived before: a 304, or the same again."""
        return self.position is None and self.state == "fetched" and self.http_status in (200, 304)


def later(at: str, wait: timedelta = REVISIT) -> str:
    """Return the time ``wait`` after ``at``; both UTC, ISO 8601 with Z."""
    return (datetime.fromisoformat(at) + wait).strftime("%Y-%m-%dT%H:%M:%SZ")


def next_visit(visit: Visit, known: Address | None) -> str | None:
    """Return when the address is to be asked for again at the earliest, ``None``: at once.

    This is the slow schedule beside lastmod and validators, which may lie. A new
    body sets it to :data:`REVISIT` from now. The same body again doubles the
    time since it was captured. A 304 leaves it where it was, as nothing but the
    server's word stands for it.
    """
    if visit.next_visit is not None or visit.state != "fetched":
        return visit.next_visit
    if visit.position is None and known is not None:
        if visit.http_status == 304 and known.next_visit and known.next_visit > visit.at:
            return known.next_visit
        if visit.http_status == 200 and known.captured:
            age = datetime.fromisoformat(visit.at) - datetime.fromisoformat(known.captured)
            return later(visit.at, min(max(age, REVISIT), LONGEST_REVISIT))
    return later(visit.at)


def visit_of(record: Record) -> Visit | None:
    """Return what ``record`` says of an address, or ``None`` for a record that says nothing.

    The note ``state`` of a record, where given, is stronger than its HTTP status.
    What was taken from another archive, or a web archive answered, says nothing of an
    address's present (``corpus/captures.py``).
    """
    if TAKEN_FROM in record.notes or "kind" in record.notes:
        return None
    if record.url is None or record.type not in {"response", "revisit", "resource", "metadata"}:
        return None
    if "list" in record.notes:
        return None
    status = record.head.status if record.head else None
    headers = {name.lower(): value for name, value in record.head.headers} if record.head else {}
    has_body = (
        record.type in {"response", "resource"}
        and (status is None or status == 200)
        and record.truncated is None
    )
    cut = record.truncated is not None and record.truncated != "disconnect"
    return Visit(
        url=record.url,
        source=record.notes.get("source", ""),
        state=record.notes.get("state") or _state(record, status),
        at=record.captured,
        run=run_of(record.position.file),
        http_status=status,
        position=record.position if has_body else None,
        digest=record.digest,
        etag=_text(headers.get(b"etag")),
        last_modified=_text(headers.get(b"last-modified")),
        reason=record.fields.get("reason") or record.notes.get("reason"),
        next_visit=later(record.captured) if cut else None,
        sampled="sampled" in record.notes,
    )


def run_of(warc_file: str) -> str:
    """Return the run that wrote ``warc_file``: its name without number and endings."""
    return warc_file.removesuffix(".warc.gz").rpartition("-")[0]


def state_of(status: int) -> str:
    """Return the state of an address that answered with the HTTP status ``status``."""
    if status in _BLOCKED:
        return "blocked"
    if status in _GONE:
        return "gone"
    return "fetched" if status < 400 else "failed"


def _state(record: Record, status: int | None) -> str:
    if status is not None:
        return state_of(status)
    return "failed" if record.type == "metadata" else "fetched"


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value is not None else None
