"""What can keep a crawl from being done, as a tree: catch ``CrawlError`` for all of it."""

from __future__ import annotations


class CrawlError(Exception):
    """The crawl can't be done as asked; the message says what was expected."""


class NoContactError(CrawlError):
    """Nobody is named whom a site could write to; no site is asked before that."""


class UnknownSourceError(CrawlError):
    """A name that no source file has, or an address on a host that no source covers."""


class StoppedError(CrawlError):
    """The crawl ended before its time: disk full, archive not writable, process killed."""


class UnusableFileError(CrawlError):
    """A file given to be added holds no text that can be read."""


class SourceFileError(CrawlError):
    """A source file says something that no source can be; the message names the key."""
