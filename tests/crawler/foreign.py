"""Archive files as other programs write them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Fill = Callable[["Foreign"], None]


class Foreign:
    """Writes records with warcio's own writer: digests in base 32, heads as it spells them."""

    def __init__(self, file: BytesIO, *, gzip: bool) -> None:
        self.writer = WARCWriter(file, gzip=gzip, warc_version="1.0")

    def page(
        self,
        url: str,
        body: bytes,
        *,
        at: str = "2015-06-01T08:00:00Z",
        status: str = "200 OK",
        headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),),
        more: dict[str, str] | None = None,
    ) -> None:
        self._write(
            url, "response", body, {"WARC-Date": at, **(more or {})},
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.0"),
        )  # fmt: skip

    def resource(self, url: str, body: bytes, content_type: str, at: str) -> None:
        self._write(url, "resource", body, {"WARC-Date": at}, warc_content_type=content_type)

    def other(self, kind: str, url: str) -> None:
        self._write(url, kind, b"about it", {"WARC-Date": "2015-06-01T08:00:00Z"})

    def _write(
        self, url: str, kind: str, body: bytes, fields: dict[str, str], **options: Any
    ) -> None:
        record = self.writer.create_warc_record(
            url, kind, payload=BytesIO(body), warc_headers_dict=fields, **options
        )
        self.writer.write_record(record)


def foreign(path: Path, fill: Fill, *, gzip: bool = True) -> Path:
    """Write the archive file ``path``."""
    file = BytesIO()
    fill(Foreign(file, gzip=gzip))
    path.write_bytes(file.getvalue())
    return path
