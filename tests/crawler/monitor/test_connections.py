"""Connections that fail, each once end to end: no proxy between crawl and servers.

A sound week first, for each source, then one in which its connections fail in one way.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.folder import DataFolder
from crawler.building import build_folder
from crawler.cli import main
from crawler.clock import Clock
from crawler.monitor.assessment import assess
from crawler.monitor.health import Health
from crawler.running.process import Job
from tests.crawler import certificates
from tests.crawler.loopback import ROOT, Answer, loopback
from tests.crawler.monitor.direct import crawl
from tests.crawler.monitor.unproxied import CAUSES, ENCRYPTED, HOSTS
from tests.crawler.monitor.weeks import FIRST, SECOND, served, week
from tests.crawler.rawserver import drip, rawserver, reset, response, silent

UNPROXIED = ("tests.crawler.monitor.unproxied",)
COUNT = 4
AT = f"{SECOND}T05:00:00Z"


def _answers(name: str, day: date) -> dict[str, Answer]:
    """What the source ``name`` answers when it is well."""
    host = HOSTS[name]
    old, new = week(host, FIRST, COUNT), week(host, day, COUNT)
    shown = old if day == FIRST else [*new, *old]
    answers = served(host, "feed", shown, shown)
    if name not in ENCRYPTED:
        return dict(answers)
    return {
        url: replace(answer, body=answer.body.replace(b"http://", b"https://"))
        for url, answer in answers.items()
    }


def _port(address: str) -> int:
    return int(address.rsplit(":", 1)[1])


def _first(held: ExitStack, folder: Path, root: certificates.Authority) -> dict[str, int]:
    """The ports of a week in which all is well."""
    plain, encrypted = _sites(held, folder, root, FIRST, {})
    return {host: encrypted if name in ENCRYPTED else plain for name, host in HOSTS.items()}


def _second(held: ExitStack, folder: Path, root: certificates.Authority) -> dict[str, int]:
    """The ports of the week in which each fails."""
    bad = {
        HOSTS["self_signed"]: certificates.context(HOSTS["self_signed"], folder, signed_by=None),
        HOSTS["expired"]: certificates.context(
            HOSTS["expired"], folder, signed_by=root, until=certificates.PAST
        ),
        HOSTS["other_name"]: certificates.context("khac.example", folder, signed_by=root),
    }
    plain, encrypted = _sites(held, folder, root, SECOND, bad)
    ports = {host: encrypted if name in ENCRYPTED else plain for name, host in HOSTS.items()}
    closed = held.enter_context(socket.socket())
    closed.bind(("127.0.0.1", 0))  # bound and not listening
    ports[HOSTS["nobody_listens"]] = closed.getsockname()[1]
    ports |= {HOSTS["own_network"]: 0, HOSTS["no_way"]: -1}
    del ports[HOSTS["no_such_name"]]
    for name, script in (("silent_host", silent), ("reset_all", reset)):
        server = held.enter_context(rawserver({"/robots.txt": script, "/feed": script}))
        ports[HOSTS[name]] = _port(server.address)
    ports[HOSTS["dripping_pages"]] = _port(held.enter_context(_dripping()).address)
    return ports


def _sites(
    held: ExitStack,
    folder: Path,
    root: certificates.Authority,
    day: date,
    bad: Mapping[str, object],
) -> tuple[int, int]:
    """Serve all sources; return the ports of the plain server and of the encrypted one."""
    answers: dict[str, Answer] = {}
    for name in CAUSES:
        answers |= _answers(name, day)
    sound = {
        HOSTS[name]: certificates.context(HOSTS[name], folder, signed_by=root) for name in ENCRYPTED
    }
    tls = certificates.by_name({**sound, **bad})
    servers = held.enter_context(loopback(answers)), held.enter_context(loopback(answers, tls=tls))
    plain, encrypted = (_port(server.address) for server in servers)
    return plain, encrypted


def _dripping():
    """A feed that answers at once and pages that never come to their end."""
    answers = _answers("dripping_pages", SECOND)
    feed = answers[f"http://{HOSTS['dripping_pages']}/feed"]
    pages = {f"/{url.rsplit('/', 1)[1]}": drip for url in answers if url.endswith(".html")}
    return rawserver({**pages, "/feed": response(feed.body, "Content-Type: application/xml")})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """A data folder after both weeks, built."""
    folder = DataFolder(tmp_path_factory.mktemp("connections") / "data")
    folder.claim(demonstration=True)
    made = tmp_path_factory.mktemp("certificates")
    root = certificates.authority(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("SSL_CERT_FILE", str(root.path))
        patch.setattr("crawler.sources.DEMONSTRATION", UNPROXIED)
        for day, serve in ((FIRST, _first), (SECOND, _second)):
            with ExitStack() as held:
                names = serve(held, made, root)
                crawl(_job(folder, day), names)
        build_folder(folder, clock=Clock(AT))
        yield folder


def _job(folder: DataFolder, day: date) -> str:
    sources: dict[str, tuple[str, ...]] = dict.fromkeys(CAUSES, ())
    at = f"{day}T04:00:00Z"
    return Job(str(folder.root), sources, UNPROXIED, "https://test.example/", at=at).to_json()


@pytest.fixture(scope="module")
def found(folder: DataFolder) -> dict[str, Health]:
    return {health.source: health for health in assess(folder, at=AT)}


@pytest.mark.parametrize("name", [name for name, cause in CAUSES.items() if cause])
def test_a_connection_that_fails_is_named_with_its_cause(
    name: str, found: Mapping[str, Health]
) -> None:
    health = found[name]
    assert (health.state, health.cause) == ("troubled", CAUSES[name])
    assert health.since == f"{SECOND}T04:00:00Z"
    assert health.last_good == f"{FIRST}T04:00:00Z"


@pytest.mark.parametrize("name", [name for name, cause in CAUSES.items() if cause is None])
def test_a_sound_connection_does_not_ring(name: str, found: Mapping[str, Health]) -> None:
    assert (found[name].state, found[name].cause) == ("ok", None)


def test_check_names_each_source_with_its_cause(
    folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--data", str(folder.root)]) == 1
    said = capsys.readouterr().err
    for name, cause in CAUSES.items():
        assert cause is None or f"pressfacts: {name}: {cause}: " in said
