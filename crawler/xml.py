"""Sitemaps and feeds as XML trees, without entities, network or unbounded depth."""

from __future__ import annotations

from lxml import etree


class NotXmlError(Exception):
    """The bytes hold no XML element, an HTML page in place of a feed for instance."""


def parse(body: bytes, *, root: tuple[str, ...]) -> etree._Element:
    """Return the root element of ``body``; its local name must be one of ``root``.

    Broken feeds are common, so the parser recovers what it can. Entities are
    never expanded and nothing outside the bytes is read.

    Raises:
        NotXmlError: there is no element, or the root is another one.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        tree = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise NotXmlError(f"no XML: {error}") from error
    if tree is None:
        raise NotXmlError("no XML element")
    name = etree.QName(tree).localname
    if name.lower() not in root:
        raise NotXmlError(f"root element <{name}>, expected <{'>, <'.join(root)}>")
    return tree


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the child elements with this local name, whatever their namespace."""
    return [
        child
        for child in element
        if isinstance(child.tag, str) and etree.QName(child).localname == name
    ]


def text(element: etree._Element, name: str) -> str | None:
    """Return the text of the first child of this local name, or ``None`` where empty."""
    for child in children(element, name):
        # An entity that was not expanded counts as nothing.
        words = str(child.xpath("string()")).strip()
        if words:
            return words
    return None
