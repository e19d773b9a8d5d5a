"""What went wrong with one request, as a code of list cause: answers, failures, refusals."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
)
from scrapy.http import Request, Response, TextResponse
from twisted.internet.error import ConnectError

from crawler.decode import UndecodableError
from crawler.fetching.cut import CutError
from crawler.fetching.robots import FORBIDDEN
from crawler.monitor.barriers import FEW_LETTERS, WALLS, Barrier, cause_of_status
from crawler.monitor.signs import named_by
from crawler.running.observed import MOVED
from crawler.urls import absolute, host_of

OFF_HOST = "on a host that is not the source's"
"""Why a request that leads elsewhere is refused."""

_LOGIN = re.compile(r"/(?:log-?in|sign-?in|auth|dang-?nhap|log-?masuk|masuk)\b", re.IGNORECASE)
_ENCRYPTION = re.compile(r"certificate|ssl|tls|service_identity", re.IGNORECASE)


def cause_of_answer(request: Request, response: Response, found: Barrier | None) -> str | None:
    """Return what is wrong with ``response``, in which the barrier ``found`` stands, or ``None``.

    A redirect of an article is wrong where it leads to a front page or a login, or to
    another host, until an answer has come from there.
    """
    if found is not None:
        return found.cause
    if not 301 <= response.status <= 308:
        return cause_of_status(response.status)
    location = (response.headers.get("Location") or b"").decode("latin-1")
    url = absolute(location, request.url)
    if request.meta.get("kind") != "article":
        return None
    if url is None:
        return "bad_answer"
    target = urlsplit(url)
    if host_of(target.geturl()) != host_of(request.url):
        return MOVED
    if _LOGIN.search(target.path):
        return "login_wall"
    asked = urlsplit(request.url).path
    return "sent_to_front" if target.path in ("", "/") and asked not in ("", "/") else None


def cause_of_failure(error: Exception) -> str:
    """Return why a request got no answer, or not the whole of it."""
    if isinstance(error, CutError):
        return {"length": "too_large", "time": "timeout"}.get(error.truncated, "connection_broken")
    if isinstance(error, UndecodableError):
        return "undecodable"
    if isinstance(error, DownloadConnectionRefusedError | ConnectError):
        return "connection_refused"
    if isinstance(error, CannotResolveHostError):
        return "name_not_found"
    if isinstance(error, DownloadTimeoutError):
        return "timeout"
    return "certificate_error" if _ENCRYPTION.search(repr(error)) else "connection_broken"


def cause_of_refusal(reason: str) -> str:
    """Return why a request was not sent, from the line that the ledger notes."""
    if reason == OFF_HOST:
        return MOVED
    return "robots_forbids" if reason == FORBIDDEN else "robots_unreachable"


def cause_of_unreadable(response: Response) -> str:
    """Return what a discovery document is that could not be read."""
    start = response.body[:1_000].lstrip().lower()
    if b"<html" not in start and b"<!doctype html" not in start:
        return "broken_xml"
    front = "sent_to_front" if _was_sent_to_front(response) else "html_for_feed"
    return cause_of_nothing(response) or front


def cause_of_nothing(response: Response) -> str | None:
    """Return what a page says of itself in which no article is announced, or ``None``."""
    if not isinstance(response, TextResponse):
        return None
    return named_by(response, WALLS, most=FEW_LETTERS * 5)


def _was_sent_to_front(response: Response) -> bool:
    redirected = response.request is not None and "redirect_urls" in response.request.meta
    return redirected and urlsplit(response.url).path in ("", "/")
