"""Cues that belong to another figure of the sentence, and say nothing of this one."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.zone import Zone


def is_moved_on(zone: Zone, cue: Match) -> bool:
    """Read "hibah Rp 12 miliar pada APBD 2023, turun dari Rp 15 miliar": the cue is of the first.

    What an amount moved from is of its kind.
    """
    kinds = ("kind.up", "kind.down", "kind.comparison")
    moved = any(move.start >= cue.end for kind in kinds for move in zone.in_clause_before(kind))
    return moved and any(cue.start > money.start for money in zone.scan.money)


def said_of_another(zone: Zone, at: int) -> bool:
    """Whether a comma parts the cue that ends at ``at`` from the amount.

    The comma before its worth does not: "pinjaman untuk 140 keluarga, bernilai RM670,000".
    """
    commas = (i for i in range(at, zone.quantity.start) if zone.scan.tokens[i].norm == ",")
    return any(zone.scan.matches.at("value.intro", i + 1) is None for i in commas)


def is_of_counted(zone: Zone, cue: Match) -> bool:
    """Read "1.210 permohonan diterima, menjadikan jumlah NGO berdaftar 72.900": those asked.

    Or "46 NGO terpilih daripada 312 permohonan, dengan setiap NGO menerima RM20,000".
    """
    scan = zone.scan
    number = next((n for n in scan.numbers if n.end == cue.start), None)
    if number is None:
        return False
    if cue.start >= zone.quantity.end:
        kinds = ("scope.within", "giver.by")
        return any(scan.matches.ending(kind, number.start) is not None for kind in kinds)
    got = any(verb.start >= cue.end for verb in zone.in_clause_before("status.flow"))
    parted = scan.has_comma(cue.end, zone.quantity.start)
    return parted and (zone.quantity.unit == "organization" or got)
