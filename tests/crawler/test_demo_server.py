"""The proxy of the demonstration: its own hosts, validators, and nothing else."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from crawler.demo.resource import Resource
from crawler.demo.server import DemoServer

PAGE = Resource(b"<p>x</p>", "text/html", datetime(2024, 4, 12, 8, 30, tzinfo=UTC))


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer({"a.example": {"/x?page=2": PAGE}}) as running:
        yield running


def ask(server: DemoServer, target: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", target, headers=named)
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def test_a_page_of_its_own_host(server: DemoServer) -> None:
    """With validators."""
    response = ask(server, "http://a.example/x?page=2")
    assert response.status == 200
    assert response.body == b"<p>x</p>"  # type: ignore[attr-defined]
    assert response.headers["ETag"] == PAGE.etag
    assert response.headers["Last-Modified"] == "Fri, 12 Apr 2024 08:30:00 GMT"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": PAGE.etag}, 304),
        ({"If_None_Match": f'"other", {PAGE.etag}'}, 304),
        ({"If_None_Match": '"other"'}, 200),
        ({"If_Modified_Since": "Fri, 12 Apr 2024 08:30:00 GMT"}, 304),
        ({"If_Modified_Since": "Fri, 12 Apr 2024 08:29:59 GMT"}, 200),
        ({"If_Modified_Since": "some day"}, 200),
        # The tag decides where both are given.
        ({"If_None_Match": '"other"', "If_Modified_Since": "Fri, 12 Apr 2030 08:30:00 GMT"}, 200),
    ],
)
def test_unchanged_pages_are_304(server: DemoServer, headers: dict[str, str], status: int) -> None:
    """RFC 9110, section 13.2.2."""
    response = ask(server, "http://a.example/x?page=2", **headers)
    assert response.status == status
    assert (response.body == b"") is (status == 304)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://a.example/nothing", 404),
        ("http://b.example/x?page=2", 502),
        ("https://a.example/x?page=2", 502),
        ("/x?page=2", 502),
    ],
)
def test_everything_else(server: DemoServer, target: str, status: int) -> None:
    """404 on its own host; 502 for another host and for a request that is not for a proxy."""
    assert ask(server, target).status == status
