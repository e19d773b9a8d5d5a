"""A reading as plain values that JSON and msgpack can carry, and back.

spaCy writes ``Doc.user_data`` with msgpack, which knows no ``Decimal`` and no
dataclass: decimals become strings, dataclasses dictionaries, tuples lists. The
way back follows the type hints of ``extract.model``, so a field added there
needs no change here.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from extract.model import Reading


def pack_reading(reading: Reading) -> dict[str, Any]:
    """Return ``reading`` without its text, which the ``Doc`` holds already."""
    return {f.name: pack(getattr(reading, f.name)) for f in fields(reading) if f.name != "text"}


def unpack_reading(packed: Mapping[str, Any], text: str) -> Reading:
    """Return the reading that was packed; ``text`` is the normalised text of the ``Doc``."""
    reading: Reading = unpack(Reading, {**packed, "text": text})
    return reading


def pack(value: Any) -> Any:
    """Return ``value`` made of dictionaries, lists, strings, numbers and ``None`` only."""
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: pack(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: pack(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    return value


def unpack(kind: Any, value: Any) -> Any:
    """Return ``value`` as ``kind``, a type hint used in ``extract.model``.

    Raises ``KeyError`` where a field is missing: packed by another version.
    """
    if value is None:
        return None
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return unpack(next(one for one in inner if one is not NoneType), value)
    if origin is tuple:
        return tuple(unpack(inner[0], item) for item in value)
    if origin is Mapping:
        return {key: unpack(inner[1], item) for key, item in value.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: unpack(hint, value[name]) for name, hint in _hints(kind).items()})
    return Decimal(value) if kind is Decimal else value


@lru_cache(maxsize=16)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
