"""The one WARC 1.1 reader and writer (ISO 28500:2017), on warcio.

Writing: a :class:`WarcWriter` a run; every call appends whole records, one gzip
member each, flushes and syncs them, and only then hands out the position.
Bytes of header and body are kept as received: warcio's own header object would
re-encode letters outside ASCII, so records carry the raw head. ``Transfer-Encoding``
alone is dropped, because the body comes without it.

Reading: :func:`read_record` at a position, :func:`records` of a file,
:func:`segment_records` of a file that may still be written, :func:`all_records` of a
folder, :func:`read_foreign` of bytes out of another archive; digests of ours are
checked on every read. Files of other hands are read by a :class:`TakenFile`, in a
process of its own.

Digests are ``sha256:<hex>``: of the body (WARC-Payload-Digest) and of the whole
block (WARC-Block-Digest). Notes are extension fields ``Pressfacts-<Name>`` of the
record's header, such as the source.
"""

from corpus.warc.foreign import iso_of, read_foreign
from corpus.warc.reader import all_records, read_record, records, segment_records, whole_size
from corpus.warc.records import (
    IDENTICAL_PAYLOAD,
    NOT_MODIFIED,
    Head,
    Original,
    Position,
    Record,
    Request,
    digest_of,
)
from corpus.warc.taken import Limits, TakenFile, TakenPage
from corpus.warc.writer import SEGMENT_BYTES, WarcWriter, mend

__all__ = [
    "IDENTICAL_PAYLOAD",
    "NOT_MODIFIED",
    "SEGMENT_BYTES",
    "Head",
    "Limits",
    "Original",
    "Position",
    "Record",
    "Request",
    "TakenFile",
    "TakenPage",
    "WarcWriter",
    "all_records",
    "digest_of",
    "iso_of",
    "mend",
    "read_foreign",
    "read_record",
    "records",
    "segment_records",
    "whole_size",
]
