"""Flows told up to now that have a beginning as well."""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods import Period


def since_then(stated: Period, usable: Sequence[Period]) -> Period:
    """Read "setakat ini ... RM787,000 sejak 7 Oktober": from that day on, and until now."""
    if stated.form != "now":
        return stated
    begun = (p for p in usable if p.form == "since" and p.edtf is not None)
    return next(begun, stated)
