"""What documents announce is taken in as it comes, and only the newest that is due is held."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from crawler.discovery.announced import Announced, Newest, unhurried


def test_the_newest_are_kept_in_order_and_the_rest_counted() -> None:
    """Against sorting everything; equal keys in the order in which they came."""
    chance = random.Random(7)
    items = [(str(chance.randrange(50)), number) for number in range(400)]
    newest: Newest[int] = Newest(30)
    for key, number in items:
        newest.put(key, number)
    expected = sorted(items, key=lambda item: item[0], reverse=True)[:30]
    assert list(newest) == [number for _, number in expected]
    assert newest.left_out == 370
    none: Newest[int] = Newest(0)
    none.put("a", 1)
    assert (list(none), none.left_out) == ([], 1)


def test_all_is_noted_and_what_is_not_due_is_counted() -> None:
    """In several transactions; known addresses take no place from new ones."""
    noted: list[str] = []

    def note(some: Sequence[tuple[str, str | None]]) -> set[str]:
        noted.extend(url for url, _ in some)
        assert len(some) <= 500
        return {url for url, _ in some if not url.endswith("0")}

    announced = Announced(note, room=3)
    for number in range(1200):
        day = f"2024-01-{number % 28 + 1:02d}" if number % 5 else None
        announced.take(str(number), lastmod=f"m{number}", day=day)
    announced.settle()
    assert noted == [str(number) for number in range(1200)]
    assert (announced.known, announced.left_out) == (120, 1200 - 120 - 3)
    assert list(announced) == [("27", "m27"), ("83", "m83"), ("111", "m111")]


def test_a_long_document_lets_others_go_on() -> None:
    """And entries that are none are left out."""
    others: list[int] = []

    async def other() -> None:
        while True:
            others.append(1)
            await asyncio.sleep(0)

    async def scene() -> list[int]:
        going_on = asyncio.create_task(other())
        entries = (number if number % 2 else None for number in range(5000))
        found = [entry async for entry in unhurried(entries)]
        going_on.cancel()
        return found

    assert asyncio.run(scene()) == list(range(1, 5000, 2))
    assert len(others) >= 5
