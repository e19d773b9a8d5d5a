"""What keeps text from the web from running, and other pages of the browser from reading ours.

Content Security Policy: https://www.w3.org/TR/CSP3/. Datasette's own pages
carry small inline scripts, so they have a policy of their own; pages that show
an article's words allow no script at all, and an archived page is sandboxed
besides.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

OUR_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
DATASETTE_PAGES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ARCHIVED_PAGES = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"

_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def guarded(application: Application) -> Application:
    """Return ``application`` with safe headers, answering only under the names of this machine.

    A foreign name in the Host header means that some page of the web has bent its
    own name to 127.0.0.1 to read the database through the browser.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
        elif _host(scope) not in _HOSTS:
            await _refuse(send)
        else:
            await application(scope, receive, _with_headers(send, scope["path"]))

    return answer


def _host(scope: Scope) -> str | None:
    named = [value for name, value in scope["headers"] if name == b"host"]
    if len(named) != 1:
        return None
    try:
        return urlsplit(f"//{named[0].decode('latin-1')}").hostname
    except ValueError:
        return None


def _with_headers(send: Send, path: str) -> Send:
    policy = OUR_PAGES if path == "/" else DATASETTE_PAGES

    async def send_safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            present = {name.lower() for name, _ in headers}
            for name, value in (
                (b"content-security-policy", policy.encode()),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"no-referrer"),
                (b"cross-origin-resource-policy", b"same-origin"),
            ):
                if name not in present:
                    headers.append((name, value))
            message = {**message, "headers": headers}
        await send(message)

    return send_safely


async def _refuse(send: Send) -> None:
    body = b"This program answers at 127.0.0.1 and localhost only.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
