"""Facts and rejections as records for other programs: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from decimal import Decimal

from extract.model import Fact, Reading, Rejection


def fact_record(fact: Fact, reading: Reading, file: str | None) -> dict[str, object]:
    """Return ``fact`` with the keys and in the order every consumer relies on."""
    record: dict[str, object] = {
        "file": file,
        "lang": reading.lang,
        "published": reading.published,
        "text_sha256": reading.text_sha256,
    }
    for field in fields(fact):
        record[field.name] = _plain(getattr(fact, field.name))
    return record


def rejection_record(rejection: Rejection, reading: Reading, file: str | None) -> dict[str, object]:
    """Return ``rejection`` as a record."""
    return {"file": file, "lang": reading.lang, **asdict(rejection)}


def to_json(value: object) -> str:
    """Return ``value`` as JSON: letters unescaped, numbers in plain decimal without exponent."""
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, float):
        return plain_decimal(Decimal(repr(value)))
    if isinstance(value, Mapping):
        inside = (
            f"{json.dumps(str(k), ensure_ascii=False)}: {to_json(v)}" for k, v in value.items()
        )
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def plain_decimal(value: Decimal) -> str:
    """Return ``value`` without exponent and without zeros behind the decimal point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: object) -> object:
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
