"""What a robots.txt comes to (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

AGENT = "pressfacts"
"""The product token that rules are looked up under."""

FORBIDDEN = "robots.txt"
"""Why an address may not be fetched that the rules close."""

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for at least 500 KiB."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Rules, or why nothing of the host may be asked for in this run, or neither."""

    rules: Protego | None = None
    closed: str | None = None

    def forbids(self, url: str) -> str | None:
        """Return why ``url`` may not be fetched, or ``None``."""
        if self.closed:
            return self.closed
        if self.rules is not None and not self.rules.can_fetch(url, AGENT):
            return FORBIDDEN
        return None

    @property
    def delay(self) -> float:
        """Seconds that ``Crawl-delay`` asks for between requests."""
        asked = self.rules.crawl_delay(AGENT) if self.rules is not None else None
        return float(asked or 0)


def verdict_of(status: int, body: bytes) -> Verdict:
    """Return the verdict of an answer: 4xx allows, 5xx and 429 forbid, 200 is read.

    A redirect that was not followed to its end counts as no rules, as 4xx does.
    """
    if status == 429 or status >= 500:
        return Verdict(closed=f"robots.txt answered {status}")
    if status != 200:
        return Verdict()
    return Verdict(Protego.parse(body[:LARGEST].decode("utf-8", "replace")))
