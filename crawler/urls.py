"""Addresses: the form under which one article is known, whatever address it was met at."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

# What sharing buttons, feeds and mobile editions add to an address.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|zarsrc", re.IGNORECASE)
# What chooses another view of the same article.
_VIEW = re.compile(r"source|mobile|amp|page", re.IGNORECASE)
# Most addresses in a sitemap: worth telling before they are taken to pieces.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9/._~-]*")
_ALTERNATE_HOST = re.compile(r"^(?:www|m|amp|tacnghiep)\.")


def host_of(url: str) -> str:
    """Return the host in small letters, without port and without a trailing dot."""
    return (urlsplit(url).hostname or "").rstrip(".")


def canonical(url: str) -> str:
    """Return the address without scheme variants, twin hosts, tracking and fragment.

    It identifies an article; it is not meant to be fetched. The scheme is always
    ``https``, so that http and https copies meet. A name that is no web address
    (``urn:``) stays as it is.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return url
    host = _ALTERNATE_HOST.sub("", host_of(url))
    path = re.sub(r"/amp/?$", "", parts.path) or "/"
    return urlunsplit(("https", host, path, _query(parts.query, _TRACKING, _VIEW), ""))


def absolute(url: str, base: str) -> str | None:
    """Return ``url`` as it reads on a page at ``base``; ``None`` for what is no web address."""
    if is_plain(url):
        return url
    try:
        joined = urljoin(base, url.strip())
        parts = urlsplit(joined)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        # Brackets that do not close, a port that is no number.
        return None
    return joined if usable else None


def is_plain(url: str) -> bool:
    """Say whether ``url`` is whole and nothing in it need be escaped, cut or looked at closer."""
    return _PLAIN.fullmatch(url) is not None


def untracked(url: str) -> str:
    """Return the address as it is to be fetched: without tracking and fragment, else unchanged."""
    if is_plain(url):
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=_query(parts.query, _TRACKING), fragment=""))


def _query(query: str, *unwanted: re.Pattern[str]) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [pair for pair in pairs if not any(name.fullmatch(pair[0]) for name in unwanted)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def slug_of(url: str) -> str:
    """Return the last part of the path that has letters in it, without its ending."""
    for part in reversed(urlsplit(url).path.split("/")):
        if re.search(r"[^\W\d]", part):
            return re.sub(r"\.\w+$", "", part)
    return ""
