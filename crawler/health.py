"""Telling a page that keeps us out from a page that is empty."""

from __future__ import annotations

import re

from scrapy.http import Response

# <script>document.cookie="D1N=...";window.location.reload(true)</script>, status 200:
# seen on several Vietnamese hosts, 177 bytes long.
_COOKIE_GATE = re.compile(rb"document\.cookie\s*=.{0,400}location", re.DOTALL)
_CHALLENGE = re.compile(rb"<title>\s*(?:Attention Required|Just a moment)", re.IGNORECASE)
_GATE_BYTES = 1_500


def barrier(response: Response) -> str | None:
    """Return what keeps us out although the status is 200, or ``None``.

    The barrier is noted and left alone: no cookie is made by script, nothing evaded.
    """
    if response.status != 200 or response.headers.get("Content-Encoding"):
        return None
    if len(response.body) <= _GATE_BYTES and _COOKIE_GATE.search(response.body):
        return "cookie gate: the page sets a cookie by script and reloads"
    if _CHALLENGE.search(response.body[:5_000]):
        return "challenge page: a browser is asked for"
    return None
