"""Links to the web: only http and https, and to the very sentence where that can be said.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/ (``#:~:text=start,end``).
"""

from __future__ import annotations

from urllib.parse import quote, urldefrag, urlsplit

_WHOLE = 90
"""A sentence up to so many characters is written out; a longer one by its two ends."""

_END_WORDS = 6


def web_link(url: str | None) -> str | None:
    """Return ``url`` if a browser may follow it: absolute, http or https, with a host."""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def sentence_link(url: str | None, sentence: str) -> str | None:
    """Return the link to ``sentence`` on the live page at ``url``, or ``None``."""
    link = web_link(url)
    return None if link is None else f"{urldefrag(link).url}#:~:text={fragment(sentence)}"


def fragment(sentence: str) -> str:
    """Return the text directive of ``sentence``: the words, or first and last words of a long one.

    Everything but letters, digits, dot, underscore and tilde is percent-encoded,
    because comma, hyphen and ampersand have a meaning of their own there.
    """
    words = sentence.split()
    whole = " ".join(words)
    if len(whole) <= _WHOLE or len(words) <= 2 * _END_WORDS:
        return _encoded(whole)
    return f"{_encoded(' '.join(words[:_END_WORDS]))},{_encoded(' '.join(words[-_END_WORDS:]))}"


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
