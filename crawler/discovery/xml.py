"""Sitemaps and feeds, entry by entry, without entities, network or unbounded memory.

A document is cut into its entries, and each is parsed by itself. So a fault in one,
common in feeds written by hand, costs no other; memory does not grow with the
document; and a document type with its entities never reaches the parser.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from lxml import etree

LONGEST = 10 * 1024 * 1024
"""Characters an entry or a comment may have."""

MOST_TAGS = 20_000
"""Tags that may stand in an entry."""

MOST_IDLE = 100_000
"""Tags and comments that may stand between two entries."""

_AT_ONCE = 1 << 20
_PARSER = etree.XMLParser(
    encoding="utf-8",
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    recover=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_FIRST_TAG = re.compile(r"<!--(?:.*?-->|.*)|<(?P<name>[^\W\d_][^\s/>]*)", re.DOTALL)
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")


class NotXmlError(Exception):
    """The bytes hold no such document, an HTML page in place of a feed for instance."""


def entries(
    pieces: Iterable[bytes], *, root: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[etree._Element]:
    """Yield the elements called one of ``names``, whatever their namespace.

    ``pieces`` are the document, whose root must be called one of ``root`` (in
    small letters). An element within another is not yielded, nor is one that the
    document breaks off in.

    Raises:
        NotXmlError: there is no element, the root is another one, an entry or a
            comment is too large, or there are far too many tags between two entries;
            what came before is yielded.
    """
    cutter = _Cutter(names)
    begun = False
    for piece in _decoded(pieces):
        if not begun:
            _check_root(piece, root)
            begun = True
        for block in cutter.blocks(piece):
            element = _parsed(block)
            if element is not None:
                yield element
    if not begun:
        raise NotXmlError("no XML element")


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the child elements with this local name, whatever their namespace."""
    return [child for child in element if local_name(child) == name]


def local_name(element: etree._Element) -> str:
    """Return the name without its namespace, or the prefix of one that is not declared."""
    # What is no element, such as an entity, has a function in place of a name.
    name = element.tag if isinstance(element.tag, str) else ""
    return name.rpartition("}")[2].rpartition(":")[2]


def text(element: etree._Element, name: str) -> str | None:
    """Return the text of the first child of this local name, or ``None`` where empty."""
    for child in children(element, name):
        try:
            # An entity that was not expanded counts as nothing.
            words = str(child.xpath("string()")) if len(child) else child.text or ""
        except UnicodeDecodeError:
            # The parser recovers half of a surrogate pair as bytes that are no UTF-8.
            continue
        if words.strip():
            return words.strip()
    return None


class _Cutter:
    """Cuts the text of a document, given in pieces, into the sources of its entries."""

    def __init__(self, names: tuple[str, ...]) -> None:
        wanted = "|".join(names)
        self._token = re.compile(
            r"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)"
            rf"|<(?P<end>/?)(?P<name>(?:[\w.-]+:)?(?:{wanted}))(?=[\s/>])[^<>]*>",
            re.DOTALL,
        )
        self._text = ""
        self._at = 0
        self._open: tuple[str, int] | None = None
        self._idle = 0

    def blocks(self, piece: str) -> Iterator[str]:
        """Yield the entries that end in ``piece``."""
        self._text += piece
        while (found := self._token.search(self._text, self._at)) and not _is_unfinished(found[0]):
            self._at = found.end()
            self._idle += 1
            if self._idle > MOST_IDLE:
                raise NotXmlError(f"more than {MOST_IDLE} tags without an entry")
            if found["name"] and not found[0].endswith("/>"):
                yield from self._tag(found)
        # A tag, or a comment, may go on in the next piece.
        begun = found.start() if found else self._text.find("<", max(0, self._text.rfind(">")))
        self._forget(max(self._at, begun) if begun >= 0 else len(self._text))

    def _tag(self, found: re.Match[str]) -> Iterator[str]:
        name, is_end = found["name"], bool(found["end"])
        if self._open is None:
            self._open = None if is_end else (name, found.start())
        elif self._open[0] == name:
            self._idle = 0
            # Where another begins, the end of the one before is missing.
            yield self._text[self._open[1] : found.end() if is_end else found.start()]
            self._open = None if is_end else (name, found.start())

    def _forget(self, at: int) -> None:
        """Drop what is done with; the search goes on at ``at``."""
        begin = self._open[1] if self._open else at
        self._text, self._at = self._text[begin:], at - begin
        if self._open:
            self._open = (self._open[0], 0)
        if len(self._text) > LONGEST:
            raise NotXmlError(f"an entry or comment of more than {LONGEST} characters")


def _is_unfinished(token: str) -> bool:
    if token.startswith("<!--"):
        return not token.endswith("-->")
    return token.startswith("<![") and not token.endswith("]]>")


def _parsed(block: str) -> etree._Element | None:
    if block.count("<") > MOST_TAGS:
        raise NotXmlError(f"an entry of more than {MOST_TAGS} tags")
    try:
        return etree.fromstring(block.replace("\0", "").encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:
        return None


def _check_root(beginning: str, root: tuple[str, ...]) -> None:
    tags = (found["name"] for found in _FIRST_TAG.finditer(beginning))
    name = next((tag for tag in tags if tag), "").rpartition(":")[2]
    if not name:
        raise NotXmlError("no XML element")
    if name.lower() not in root:
        raise NotXmlError(f"root element <{name}>, expected <{'>, <'.join(root)}>")


def _decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the document as text, much at a time; bytes that are none are replaced."""
    decoder: codecs.IncrementalDecoder | None = None
    for piece, is_last in _gathered(pieces):
        decoder = decoder or _decoder(piece)
        if words := decoder.decode(piece, final=is_last):
            yield words


def _gathered(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield larger pieces, and whether it is the last; what came before an error comes first."""
    waiting = bytearray()
    failed: Exception | None = None
    try:
        for piece in pieces:
            waiting += piece
            if len(waiting) >= _AT_ONCE:
                yield bytes(waiting), False
                waiting.clear()
    except Exception as error:
        failed = error
    yield bytes(waiting), failed is None
    if failed is not None:
        raise failed


def _decoder(beginning: bytes) -> codecs.IncrementalDecoder:
    """Return the decoder for the encoding that mark or declaration name; UTF-8 if neither does."""
    name = "utf-8-sig"
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif beginning[:2] in (b"<\0", b"\0<"):
        name = "utf-16-le" if beginning[0] else "utf-16-be"
    elif found := _DECLARED.match(beginning[:1000]):
        declared = found[1].decode("ascii")
        # A declaration in single bytes can't be in an encoding of more.
        name = declared if _is_single(declared) else name
    return codecs.getincrementaldecoder(name)(errors="replace")


def _is_single(encoding: str) -> bool:
    """Say whether this is an encoding in which ASCII stays what it is."""
    try:
        return "<a>".encode(encoding) == b"<a>"
    except LookupError:
        return False
