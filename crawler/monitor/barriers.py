"""Telling an answer that keeps us out from one that is empty, and from a page gone wrong.

:func:`barrier` is asked of every answer while the crawl lasts, so it is strict: a
page it names is taken for no article. :func:`page_cause` is asked afterwards, of
pages in which no article was found. A barrier is noted and left alone: no cookie
is made by script, nothing evaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapy.http import Response, TextResponse

from crawler.decode import UndecodableError, decoded
from crawler.monitor.signs import named_by, shown

# <script>document.cookie="D1N=...";window.location.reload(true)</script>, status 200:
# seen on several Vietnamese hosts, 177 bytes long.
_COOKIE_GATE = re.compile(rb"document\.cookie\s*=.{0,400}location", re.DOTALL)
_GATE_BYTES = 1_500
_NOT_FREE = re.compile(rb'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_CHALLENGE_BYTES = 30_000
"""Bytes as sent above which an answer is no challenge: those are small."""

FEW_LETTERS = 200
"""Letters of visible text below which a page holds no article."""

_STATUS = {
    401: "login_required",
    402: "paywall",
    403: "refused",
    404: "not_found",
    407: "refused",
    410: "not_found",
    429: "too_many_requests",
    451: "legal_block",
}
WALLS = ("challenge_page", "parked_domain", "maintenance", "soft_404", "login_wall", "paywall")
"""What a page may say of itself in place of an article."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """What keeps us out although there is an answer: a code of list cause, and a line."""

    cause: str
    why: str


_GATE = Barrier("cookie_gate", "cookie gate: the page sets a cookie by script and reloads")
_CHALLENGED = Barrier("challenge_page", "challenge page: a browser is asked for")


def barrier(response: Response) -> Barrier | None:
    """Return what keeps us out, whatever the status says, or ``None``."""
    if response.headers.get("cf-mitigated") or response.headers.get("x-amzn-waf-action"):
        return _CHALLENGED
    if len(response.body) > _CHALLENGE_BYTES or response.status not in (200, 202, 403, 429, 503):
        return None
    try:
        plain = decoded(response, largest=20 * _CHALLENGE_BYTES)
    except UndecodableError:
        return None
    if len(plain.body) <= _GATE_BYTES and _COOKIE_GATE.search(plain.body):
        return _GATE
    if not isinstance(plain, TextResponse) or not _is_html(plain):
        return None
    return _CHALLENGED if named_by(plain, ("challenge_page",), most=FEW_LETTERS * 2) else None


def cause_of_status(status: int) -> str | None:
    """Return the cause that an HTTP status names, or ``None`` for a usable answer."""
    if status in _STATUS:
        return _STATUS[status]
    if status >= 500:
        return "server_error"
    return "bad_answer" if status >= 400 else None


def page_cause(response: Response) -> str:
    """Return why ``response``, the decoded answer of an article's address, holds no article."""
    if not isinstance(response, TextResponse) or not _is_html(response):
        return "not_html"
    said = named_by(response, WALLS, most=FEW_LETTERS * 5)
    if said is not None:
        return said
    seen = shown(response)
    if len(seen.text) < FEW_LETTERS:
        return "js_only" if seen.scripts else "empty_page"
    return "scrambled" if is_scrambled(seen.text) else "body_missing"


def says_paid(response: Response) -> bool:
    """Return whether the page says of itself that it is not free (schema.org)."""
    return _NOT_FREE.search(response.body) is not None


def is_scrambled(text: str) -> bool:
    """Return whether most of ``text`` is no words: encoded, encrypted, or signs instead."""
    words = text.split()
    length = sum(map(len, words))
    if length < FEW_LETTERS // 2:
        return False
    long = sum(len(word) for word in words if len(word) > 30)
    letters = sum(char.isalpha() for word in words for char in word)
    return long > length / 2 or letters < length / 2


def _is_html(response: TextResponse) -> bool:
    kind = (response.headers.get("Content-Type") or b"text/html").lower()
    start = response.body[:512].lstrip().lower()
    return b"html" in kind and not start.startswith((b"%pdf", b"<?xml", b"{", b"\xff\xd8", b"pk"))
