"""From an archived record back to the response that came over the network."""

from __future__ import annotations

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from corpus.warc import Record


def live_response(record: Record) -> Response:
    """Return the response as the downloader made it, still in its content coding.

    A ``resource`` record, which came without HTTP, is answered as a 200 of its
    content type. The class is chosen as Scrapy's downloader chooses it.
    """
    url = record.url or ""
    headers = Headers()
    if record.head is None:
        headers["Content-Type"] = record.content_type or "application/octet-stream"
        status, protocol = 200, None
    else:
        for name, value in record.head.headers:
            headers.appendlist(name, value)
        status, protocol = record.head.status, record.head.protocol
    kind = responsetypes.from_args(headers=headers, url=url, body=record.body)
    return kind(url, status=status, headers=headers, body=record.body, protocol=protocol)
