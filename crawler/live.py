"""From an archived record back to the response that came over the network."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime

from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.utils.response import get_base_url

from corpus.warc import Head, Record
from crawler.decode import TooLargeError, UndecodableError, decoded

LARGEST = 20_000_000
"""Bytes above which no markup is taken to pieces."""

MOST_TAGS = 300_000
"""Tags above which no markup is taken to pieces."""


def live_response(record: Record) -> Response:
    """Return the response as the downloader made it, still in its content coding.

    A ``resource`` record, which came without HTTP, is answered as a 200 of its
    content type. The class is chosen as Scrapy's downloader chooses it.
    """
    url = record.url or ""
    if record.head is None:
        headers = Headers({"Content-Type": record.content_type or "application/octet-stream"})
        status, protocol = 200, None
    else:
        headers = headers_of(record.head)
        status, protocol = record.head.status, record.head.protocol
    kind = responsetypes.from_args(headers=headers, url=url, body=record.body)
    return kind(url, status=status, headers=headers, body=record.body, protocol=protocol)


def headers_of(head: Head) -> Headers:
    """Return the headers for Scrapy, those of the transfer excepted, as the archive has them."""
    return Headers(head.without(b"transfer-encoding").headers)


def legible(response: TextResponse) -> TextResponse:
    """Return ``response`` so that its text can be had: an encoding that is none is UTF-8."""
    try:
        response.text.isascii()
    except (LookupError, UnicodeError):
        return response.replace(encoding="utf-8")
    return response


def selectable(response: TextResponse) -> TextResponse:
    """Return ``response`` so that selectors work on it.

    An encoding that is none (``charset=undefined``) is UTF-8, and a ``<base>`` that
    is no address is left out: Scrapy fails on both.

    Raises:
        TooLargeError: it has more than :data:`LARGEST` bytes or :data:`MOST_TAGS` tags.
    """
    if len(response.body) > LARGEST:
        raise TooLargeError(f"more than {LARGEST} bytes of markup")
    if response.body.count(b"<") > MOST_TAGS:
        raise TooLargeError(f"more than {MOST_TAGS} tags")
    response = legible(response)
    try:
        get_base_url(response)
    except ValueError:
        text = re.sub(r"<base\b", "<no-base", response.text, flags=re.IGNORECASE)
        return response.replace(body=text, encoding=response.encoding)
    return response


def as_captured(record: Record) -> Response:
    """Return a page from a web archive as it was on its day of capture, decoded.

    The archive's own ``Date`` is that of today. Where a body does not agree with its
    content coding it is taken as it is: some archives decode bodies and leave the
    head unchanged.
    """
    response = live_response(record)
    response.headers["Date"] = format_datetime(datetime.fromisoformat(record.captured), usegmt=True)
    try:
        return decoded(response)
    except UndecodableError:
        del response.headers["Content-Encoding"]
        kind = responsetypes.from_args(
            headers=response.headers, url=response.url, body=response.body
        )
        return response.replace(cls=kind)
