"""``python -m tests.bench``: speeds, as ratios measured in one run.

A ratio holds on any machine, a speed only on this one. Nothing is asserted. The crawl
by itself, and as long as one likes: ``python -m tests.bench.crawl --pages 100000``.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.language import decide
from extract.nlp import pressfacts_nlp
from extract.parse import read_money, read_number
from extract.periods import read_period
from extract.reading import read
from tests.bench import crawl, others, stores, strings
from tests.bench.timing import Row, rate


def main() -> None:
    """Print the table, a row when it is measured."""
    print(f"{'what':31} {'of ours':>15} {'of others':>15} {'ratio':>7}    compared with")
    for part in (languages, amounts_and_dates, whole_readings, stores.rows, crawl.rows):
        for row in part():
            print(row, flush=True)


def languages() -> Iterator[Row]:
    """Yield the decider against langdetect, on whole articles and on their titles."""
    texts = [document.text for document in strings.documents()]
    for name, sample in (("articles", texts), ("titles", [text.split("\n")[0] for text in texts])):
        yield Row(
            f"language of {name}", "texts/s", rate(decide, sample),
            "langdetect", rate(others.language, sample),
        )  # fmt: skip


def amounts_and_dates() -> Iterator[Row]:
    """Yield single strings against dateparser on dates, which it reads as single strings too."""
    dates = strings.dates()
    other = rate(lambda item: others.date(item.text, item.lang), dates)
    numbers, money = strings.amounts("numbers"), strings.amounts("money")
    yield Row(
        "numbers", "strings/s", rate(lambda item: read_number(item.text, item.lang), numbers),
        "dateparser on dates", other,
    )  # fmt: skip
    yield Row(
        "amounts of money", "strings/s", rate(lambda item: read_money(item.text, item.lang), money),
        "dateparser on dates", other,
    )  # fmt: skip
    yield Row(
        "dates", "strings/s",
        rate(lambda item: read_period(item.text, item.lang, anchor=None), dates),
        "dateparser on the same dates", other,
    )  # fmt: skip


def whole_readings() -> Iterator[Row]:
    """Yield whole readings against what libraries give with expressions between them."""
    documents = strings.documents()
    own = rate(read, documents)
    plain = rate(others.plain_reading, documents)
    searching = rate(others.searching_reading, documents)
    name = "langdetect, expressions for amounts{}, dateparser{}"
    yield Row("whole reading", "texts/s", own, name.format(" and dates", ""), plain)
    yield Row("whole reading", "texts/s", own, name.format("", " searching dates"), searching)
    texts = [document.text for document in documents]
    piped = rate(pressfacts_nlp(), texts)
    yield Row(
        "the same as a spaCy pipeline", "texts/s", piped, name.format(" and dates", ""), plain
    )


if __name__ == "__main__":
    main()
