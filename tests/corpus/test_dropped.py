"""What the topic filter drops: noted once, sampled by its hash, told with an interval."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import dropped
from corpus.catchup import catch_up
from corpus.dropped import DroppedLink, draw_of, fields_of
from corpus.filterloss import wilson
from corpus.ledger import Ledger
from corpus.visits import Visit
from corpus.warc import Position, WarcWriter

T1, T2 = "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"
LINKS = [DroppedLink(f"http://tin.example/bai-{n}.html", f"Bài {n}") for n in range(400)]
LOW = sorted(LINKS, key=lambda link: draw_of(link.url))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        opened.runs.start("r1", at=T1, code_version="v")
        yield opened


def end(ledger: Ledger, run: str) -> None:
    counts = dict.fromkeys(("requests", "fetched", "unchanged", "failed"), 0)
    ledger.runs.end(run, at=T2, counts=counts)


def urls(links: list[DroppedLink]) -> list[str]:
    return [link.url for link in links]


def drawn(ledger: Ledger, *, one_in: int = 50, most: int = 5) -> list[str]:
    return ledger.dropped.sample("tin", at=T1, one_in=one_in, most=most)


def visited(url: str, *, body: bool = True) -> Visit:
    position = Position("r1-00001.warc.gz", 10, 99) if body else None
    status = 200 if body else 404
    state = "fetched" if body else "gone"
    return Visit(url, "tin", state, T1, "r1", status, position, "sha256:00" if body else None)


def test_a_link_is_noted_once(ledger: Ledger) -> None:
    ledger.drop(LINKS[:3], "tin", run="r1", at=T1)
    again = DroppedLink(LINKS[0].url, "Another headline")
    assert ledger.dropped.unknown([again, LINKS[3], LINKS[3]], "tin", "r2") == [LINKS[3]]
    ledger.drop([again, LINKS[3]], "tin", run="r2", at=T2)
    found = {row.url: (row.title, row.run, row.dropped_at) for row in ledger.dropped.rows()}
    assert len(found) == 4
    assert found[LINKS[0].url] == ("Bài 0", "r1", T1)
    assert found[LINKS[3].url] == ("Bài 3", "r2", T2)


def test_a_run_notes_so_many_and_the_oldest_are_forgotten(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive sitemap without dates can't fill the disk."""
    monkeypatch.setattr(dropped, "MOST_A_RUN", 10)
    monkeypatch.setattr(dropped, "MOST_KEPT", 15)
    first = ledger.dropped.unknown(LINKS, "tin", "r1")
    assert first == LINKS[:10]
    ledger.drop(first, "tin", run="r1", at=T1)
    assert ledger.dropped.unknown(LINKS, "tin", "r1") == []
    ledger.drop(ledger.dropped.unknown(LINKS, "tin", "r2"), "tin", run="r2", at=T2)
    assert [row.url for row in ledger.dropped.rows()] == sorted(urls(LINKS[10:20])) + sorted(
        urls(LINKS[5:10])
    )


def test_the_sample_is_one_in_so_many_and_at_most_so_many(ledger: Ledger) -> None:
    """The lowest draws, whatever the order of links; a second draw of the run is the same."""
    ledger.drop(LINKS[::-1], "tin", run="r1", at=T1)
    assert drawn(ledger) == urls(LOW[:5])
    assert drawn(ledger) == urls(LOW[:5])
    for url in urls(LOW[:5]):
        row = ledger.address(url)
        assert row is not None
        assert (row.state, row.sampled) == ("seen", 1)
    below = [link.url for link in LINKS if draw_of(link.url) < 2**32 // 100]
    assert 0 < len(below) < 10
    assert set(drawn(ledger, one_in=100, most=99)) == set(below)


def test_what_a_run_that_ended_left_is_not_drawn_but_that_of_a_killed_one_is(
    ledger: Ledger,
) -> None:
    """An unchanged site costs no further page; a kill takes nothing from the sample."""
    ledger.drop(LINKS, "tin", run="r1", at=T1)
    end(ledger, "r1")
    ledger.runs.start("r2", at=T2, code_version="v")
    assert drawn(ledger) == []
    ledger.runs.start("killed", at=T2, code_version="v")
    more = [DroppedLink(f"http://tin.example/tin-{n}.html") for n in range(200)]
    ledger.drop(more, "tin", run="killed", at=T2)
    expected = [link.url for link in more if draw_of(link.url) < 2**32 // 50]
    assert expected
    assert set(drawn(ledger, most=99)) == set(expected)


def test_what_is_on_topic_elsewhere_is_neither_drawn_nor_counted(ledger: Ledger) -> None:
    """A sitemap has the slug only; the feed has a headline that says it."""
    ledger.drop(LINKS, "tin", run="r1", at=T1)
    ledger.see(LOW[0].url, "tin", at=T1)
    assert drawn(ledger) == urls(LOW[1:6])
    (found,) = ledger.dropped.filtered()
    assert found.dropped == 399
    assert LOW[0].url not in [row.url for row in ledger.dropped.rows()]


def test_a_sampled_page_counts_when_it_came(ledger: Ledger) -> None:
    """What was gone says nothing about figures."""
    ledger.drop(LINKS, "tin", run="r1", at=T1)
    one, two, *_ = drawn(ledger)
    ledger.record(visited(one))
    ledger.record(visited(two, body=False))
    (found,) = ledger.dropped.filtered()
    assert (found.source, found.dropped, found.sampled) == ("tin", 400, {one})
    assert [row.url for row in ledger.dropped.rows(["tin"]) if row.sampled] == sorted(urls(LOW[:5]))
    assert list(ledger.dropped.rows(["other"])) == []


def test_a_deleted_ledger_is_made_anew_with_its_dropped_links(tmp_path: Path) -> None:
    """The archive has them, line breaks and quotes in headlines included."""
    links = [DroppedLink("http://tin.example/a.html", 'Giá "vàng"\r\nhôm nay', "20/11/2026")]
    with WarcWriter(tmp_path / "warc", "r1", info={}, started=T1) as warc:
        notes = {"source": "tin", "list": dropped.LIST}
        warc.metadata("http://tin.example/feed", fields_of(links), captured=T1, notes=notes)
    with Ledger(tmp_path / "ledger.db") as ledger:
        catch_up(ledger, tmp_path)
        (row,) = ledger.dropped.rows()
        assert (row.url, row.source, row.run) == ("http://tin.example/a.html", "tin", "r1")
        assert (row.title, row.dated, row.dropped_at) == (links[0].title, "20/11/2026", T1)
        assert ledger.address("http://tin.example/feed") is None


@pytest.mark.parametrize(
    ("hits", "tries", "interval"),
    [
        (0, 10, (0.0, 0.2775)),
        (1, 10, (0.0179, 0.4042)),
        (5, 10, (0.2366, 0.7634)),
        (10, 10, (0.7225, 1.0)),
    ],
)
def test_wilson(hits: int, tries: int, interval: tuple[float, float]) -> None:
    """Values as printed in tables of the interval, to four decimals."""
    assert wilson(hits, tries) == pytest.approx(interval, abs=1e-4)
