"""Answers that did not come whole: too large, too slow, or broken off by the other side."""

from __future__ import annotations

from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError
from scrapy.http import Response


class CutError(DownloadCancelledError):
    """We stopped reading: ``truncated`` is ``length`` or ``time``, as WARC 1.1 names it.

    ``response`` is the part that came.
    """

    truncated = "unspecified"

    def __init__(self, response: Response, what: str, *, truncated: str) -> None:
        super().__init__(what)
        self.response = response
        self.truncated = truncated


class BrokenOffError(CutError, ResponseDataLossError):
    """The other side ended the connection within the body; worth another try."""

    def __init__(self, response: Response) -> None:
        what = f"connection lost after {len(response.body)} bytes of the body"
        super().__init__(response, what, truncated="disconnect")
