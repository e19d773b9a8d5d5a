"""A text with the facts it must give, and what edits of the text do to them.

A rewrite is a set of edits. Where each word of the old text lies in the new one
follows from the edits alone, so every quotation and offset of the new facts is
reckoned, never read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Conference, Fact, Segment, Span


class Unsound(Exception):
    """An edit cuts through words a fact rests on: what would follow is not known."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` in place of what stands from ``start`` to ``end`` (offsets into the old text)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """``text`` with the facts that must be read in it, in their order.

    ``hint`` is the publication day given beside the text, ``published`` what the
    reading must say (ISO days or ``None``). ``raw`` is what is handed to the
    reader where that differs from ``text`` (which is NFC with LF).
    """

    name: str
    lang: str
    text: str
    hint: str | None
    published: str | None
    segments: tuple[Segment, ...]
    facts: tuple[Fact, ...]
    raw: str | None = None

    def sentence_of(self, fact: Fact) -> tuple[int, int]:
        """Return the offsets of the sentence a fact stands in."""
        for start, end in _places(self.text, fact.sentence):
            if start <= fact.start < end:
                return start, end
        raise Unsound(f"{fact.quote!r} stands outside its own sentence")

    def role_at(self, offset: int) -> str:
        """Return the role of the segment at ``offset``."""
        return next((s.role for s in self.segments if s.start <= offset < s.end), "")


class Moved:
    """The new text, and where the words of the old one lie in it."""

    def __init__(self, old: str, edits: Sequence[Edit]) -> None:
        self._edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
        self._starts = [edit.start for edit in self._edits]
        self._ends = [edit.end for edit in self._edits]
        self._shifts = [0]
        pieces: list[str] = []
        at = 0
        for edit in self._edits:
            if edit.start < at:
                raise Unsound("two edits of the same words")
            pieces += [old[at : edit.start], edit.text]
            at = edit.end
            self._shifts.append(self._shifts[-1] + len(edit.text) - (edit.end - edit.start))
        self._old = old
        self.text = "".join(pieces) + old[at:]

    def start(self, offset: int) -> int:
        """Return where the words that began at ``offset`` begin; what was inserted there is left out."""
        done = bisect_right(self._ends, offset)
        self._check(offset, done)
        return offset + self._shifts[done]

    def end(self, offset: int) -> int:
        """Return where the words that ended at ``offset`` end; what was inserted there is left out."""
        done = bisect_right(self._ends, offset)
        while done and self._starts[done - 1] == offset:
            done -= 1
        self._check(offset, done)
        return offset + self._shifts[done]

    def span(self, span: Span) -> Span:
        """Return the same words in the new text."""
        return self.cut(self.start(span.start), self.end(span.end))

    def cut(self, start: int, end: int) -> Span:
        """Return the words from ``start`` to ``end`` of the new text."""
        return Span(start, end, self.text[start:end])

    def case(self, case: Case) -> Case:
        """Return ``case`` with the new text and every quotation and offset moved along."""
        return replace(
            case,
            text=self.text,
            segments=tuple(
                Segment(s.role, self.end(s.start), self.end(s.end))
                for s in case.segments
                if not self._removed(s)
            ),
            facts=tuple(self._fact(case, fact) for fact in case.facts),
        )

    def _removed(self, segment: Segment) -> bool:
        return any(e.start <= segment.start and segment.end <= e.end for e in self._edits)

    def _fact(self, case: Case, fact: Fact) -> Fact:
        first, last = case.sentence_of(fact)
        quote = self.span(Span(fact.start, fact.end, fact.quote))
        anchors = {
            name: tuple(self.span(span) for span in spans) for name, spans in fact.anchors.items()
        }
        return replace(
            fact,
            start=quote.start,
            end=quote.end,
            quote=quote.quote,
            sentence=self.text[self.end(first) : self.end(last)],
            anchors=anchors,
            repeats=tuple(self.span(span) for span in fact.repeats),
            part=self._words(fact.part, fact.anchors.get("part"), first, last),
            place_name=self._words(fact.place_name, fact.anchors.get("place"), first, last),
            attribution=self._words(fact.attribution, fact.anchors.get("attribution"), first, last),
            conference=self._conference(fact.conference),
        )

    def _words(
        self, words: str | None, anchor: Sequence[Span] | None, first: int, last: int
    ) -> str | None:
        """Return words quoted from the sentence as they read now; a name of ours stays."""
        if words is None or not anchor:
            return words
        if anchor[0].quote == words:
            return self.span(anchor[0]).quote
        for start, end in _places(self._old, words):
            if first <= start and end <= last:
                return self.text[self.start(start) : self.end(end)]
        return words

    def _conference(self, conference: Conference | None) -> Conference | None:
        if conference is None:
            return None
        venue = conference.venue and self._now(conference.venue)
        return replace(conference, name=self._now(conference.name), venue=venue)

    def _now(self, words: str) -> str:
        """How the first printing of ``words`` reads after the edits, with single spaces."""
        start, end = next(_places(self._old, words))
        return " ".join(self.text[self.start(start) : self.end(end)].split())

    def _check(self, offset: int, done: int) -> None:
        if done < len(self._edits) and self._starts[done] < offset < self._ends[done]:
            raise Unsound(f"an edit cuts through {self._old[offset - 10 : offset + 10]!r}")


def change(case: Case, changes: Mapping[int, Mapping[str, object]]) -> Case:
    """Return ``case`` with the fields of its facts changed as told, by index of the fact."""
    facts = [
        replace(fact, **changes[i]) if i in changes else fact  # type: ignore[arg-type]
        for i, fact in enumerate(case.facts)
    ]
    return replace(case, facts=tuple(sorted(facts, key=lambda fact: fact.start)))


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)
