"""Addresses: the form under which one article is known, whatever address it was met at."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# What sharing buttons, feeds and mobile editions add to an address.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|zarsrc", re.IGNORECASE)
# What chooses another view of the same article.
_VIEW = re.compile(r"source|mobile|amp|page", re.IGNORECASE)
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


def untracked(url: str) -> str:
    """Return the address as it is to be fetched: without tracking and fragment, else unchanged."""
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
