"""Backup and restore with their proof: a build from the copy, and its contents hash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import backup
from corpus.catchup import catch_up
from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.manifest import Manifest, write_manifest
from corpus.store import BuildReport
from crawler.building import build_folder
from crawler.clock import SYSTEM, Clock
from crawler.progress import Tell


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to.

    ``lost`` has a line on each file that the backup lacks or that is damaged there;
    ``agrees`` says whether the build has the contents hash of the backup, ``None``
    where that can't be said: none was recorded, or by another program.
    """

    manifest: Manifest
    lost: tuple[str, ...]
    built: BuildReport
    agrees: bool | None


def back_up(
    folder: DataFolder, place: Path, *, clock: Clock = SYSTEM, tell: Tell | None = None
) -> Manifest:
    """Copy ``folder`` into ``place``, build from the copy, and record the contents hash.

    Errors as in ``corpus.backup.back_up``, and ``BrokenWarcError`` for a damaged
    archive, of which everything is copied all the same.
    """
    manifest = backup.back_up(folder, place, at=clock.stamp())
    with TemporaryDirectory(prefix="pressfacts-") as passing:
        proof = DataFolder(Path(passing) / "data")
        backup.lay_out(place, manifest, proof)
        contents = build_folder(proof, clock=clock, tell=tell).dump_digest
    proved = replace(manifest, contents=contents)
    write_manifest(place, proved)
    return proved


def restore(
    place: Path, folder: DataFolder, *, clock: Clock = SYSTEM, tell: Tell | None = None
) -> Restored:
    """Copy the backup in ``place`` into ``folder``, complete the ledger and build.

    What the ledger does not know of the archive is taken over; without a usable
    ledger in the backup all of it is. Errors as in ``corpus.backup.put_back``.
    """
    manifest, lost = backup.put_back(place, folder)
    _complete_ledger(folder)
    built = build_folder(folder, clock=clock, tell=tell)
    backup.finish(folder)
    agrees = None
    if manifest.contents is not None and manifest.is_of_this_program:
        agrees = built.dump_digest == manifest.contents
    return Restored(manifest, tuple(lost), built, agrees)


def _complete_ledger(folder: DataFolder) -> None:
    try:
        with Ledger(folder.ledger) as ledger:
            catch_up(ledger, folder.root)
    except CorpusError:
        folder.ledger.unlink(missing_ok=True)
        with Ledger(folder.ledger) as ledger:
            catch_up(ledger, folder.root)
