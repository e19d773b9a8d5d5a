"""What vouches for a statement of a source file: how sure it is, who says so, since when."""

from __future__ import annotations

from dataclasses import dataclass

MARKS = ("seen", "checked", "configured", "reported", "guessed", "unknown")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The standing of some fields of a source.

    ``fields`` are names out of ``FIELDS``, parted by spaces. ``mark`` is ``seen``
    (in a stored page, feed or page text), ``checked`` (live, by another project),
    ``configured`` (in another project's scraper), ``reported`` (said, unchecked),
    ``guessed`` or ``unknown``. ``witness`` says in what, ``when`` the years or
    the month of it (EDTF), empty where they are not told.
    """

    fields: str
    mark: str
    witness: str
    when: str = ""


FIELDS = ("address", "title", "lead", "body", "byline", "date", "discovery", "robots", "terms")

UNSEEN = Evidence("robots terms", "unknown", "not seen; robots.txt is asked and obeyed every run")
"""Of a host whose robots.txt and terms nobody has seen."""

UNSEEN_TERMS = Evidence("terms", "unknown", "not seen")
