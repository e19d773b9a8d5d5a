"""The attributes that reading adds to ``Doc`` and ``Span``.

What was read is kept as plain values in ``doc._.pressfacts``, so it survives
``to_bytes``, ``DocBin`` and worker processes; the other attributes make facts
and rejections of it when asked. A span finds its fact by its ``id_``.
"""

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc, Span

from extract.model import Fact, Reading, Rejection
from extract.nlp.packing import unpack, unpack_reading
from extract.text import normalise

_FACT, _REJECTION = "pressfacts.fact.", "pressfacts.rejection."


def fact_id(index: int) -> str:
    """Return the ``id_`` of every span that belongs to fact ``index`` of its ``Doc``."""
    return f"{_FACT}{index}"


def rejection_id(index: int) -> str:
    """Return the ``id_`` of the span of rejection ``index`` of its ``Doc``."""
    return f"{_REJECTION}{index}"


def register_extensions() -> None:
    """Register the extensions. Those that only carry a value may have been registered before.

    Raises spaCy's ``ValueError`` (E090) where another package computes an
    attribute of the same name.
    """
    for name in ("published", "pressfacts", "pressfacts_lang", "pressfacts_lang_probability"):
        _carry(name)
    _carry("pressfacts_url")
    for name, getter in _DOC_GETTERS.items():
        _compute(Doc, name, getter)
    for name, span_getter in _SPAN_GETTERS.items():
        _compute(Span, name, span_getter)


def stored(doc: Doc) -> dict[str, Any]:
    """Return a copy of what is kept of ``doc``; empty before any component has run."""
    return dict(doc._.pressfacts or {})


def keep(doc: Doc, **values: Any) -> None:
    """Keep plain ``values`` in ``doc`` beside those kept before."""
    doc._.pressfacts = {**stored(doc), **values}


def _carry(name: str) -> None:
    if not Doc.has_extension(name) or Doc.get_extension(name)[2] is not None:
        Doc.set_extension(name, default=None)


def _compute(owner: Any, name: str, getter: Callable[[Any], object]) -> None:
    if not owner.has_extension(name) or owner.get_extension(name)[2] is not getter:
        owner.set_extension(name, getter=getter)


def _packed(doc: Doc) -> dict[str, Any] | None:
    packed: dict[str, Any] | None = stored(doc).get("reading")
    return packed


def _reading(doc: Doc) -> Reading | None:
    packed = _packed(doc)
    return None if packed is None else unpack_reading(packed, normalise(doc.text))


def _facts(doc: Doc) -> tuple[Fact, ...]:
    packed = _packed(doc)
    return () if packed is None else unpack(tuple[Fact, ...], packed["facts"])


def _rejections(doc: Doc) -> tuple[Rejection, ...]:
    packed = _packed(doc)
    return () if packed is None else unpack(tuple[Rejection, ...], packed["rejections"])


def _unaligned(doc: Doc) -> int:
    return _total(doc, "unaligned")


def _widened(doc: Doc) -> int:
    return _total(doc, "widened")


def _total(doc: Doc, name: str) -> int:
    counts: dict[str, int] = stored(doc).get(name, {})
    return sum(counts.values())


def _fact_of(span: Span) -> Fact | None:
    fact: Fact | None = _one(span, _FACT, "facts", Fact)
    return fact


def _rejection_of(span: Span) -> Rejection | None:
    rejection: Rejection | None = _one(span, _REJECTION, "rejections", Rejection)
    return rejection


def _one(span: Span, prefix: str, key: str, kind: type) -> Any:
    packed = _packed(span.doc)
    if packed is None or not span.id or not span.id_.startswith(prefix):
        return None
    return unpack(kind, packed[key][int(span.id_.removeprefix(prefix))])


_DOC_GETTERS: dict[str, Callable[[Doc], object]] = {
    "facts": _facts,
    "rejections": _rejections,
    "pressfacts_reading": _reading,
    "pressfacts_unaligned": _unaligned,
    "pressfacts_widened": _widened,
}
_SPAN_GETTERS: dict[str, Callable[[Span], object]] = {"fact": _fact_of, "rejection": _rejection_of}
