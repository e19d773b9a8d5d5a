"""What calls ``pressfacts update`` every night: a crontab line, or a systemd service and timer.

Both name everything by its whole path and need nothing of the environment.
A night that was missed is made up for: systemd runs at the next start of the
machine (``Persistent``), and each update looks back to the last good one.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import crawler
from corpus.folder import DataFolder
from crawler.errors import CrawlError

HOUR, MINUTE = 3, 17

_UNITS = """\
# ~/.config/systemd/user/pressfacts.service
[Unit]
Description=pressfacts: crawl what is due and bring the figures up to date
After=network-online.target

[Service]
Type=oneshot
Nice=10
WorkingDirectory={home}
ExecStart={command}

# ~/.config/systemd/user/pressfacts.timer
[Unit]
Description=pressfacts every night

[Timer]
OnCalendar=*-*-* {hour:02}:{minute:02}:00
RandomizedDelaySec=30min
Persistent=true

[Install]
WantedBy=timers.target

# Put the two parts into the files named, then:
#   systemctl --user daemon-reload
#   systemctl --user enable --now pressfacts.timer
#   loginctl enable-linger
"""


def crontab_line(folder: DataFolder, contact: str | None) -> str:
    """Return a line for ``crontab -e``; errors as in :func:`systemd_units`.

    ``contact`` is what sites are told, ``None`` for the demonstration.
    """
    words = " ".join(map(shlex.quote, _command(folder, contact)))
    # To cron a percent sign is the end of the line.
    call = f"cd {shlex.quote(str(_home()))} && {words}".replace("%", r"\%")
    return f"{MINUTE} {HOUR} * * * {call}"


def systemd_units(folder: DataFolder, contact: str | None) -> str:
    """Return the text of a service and of its timer.

    Raises ``CrawlError`` for a folder whose name has more than one line.
    """
    return _UNITS.format(
        home=str(_home()).replace("%", "%%"),
        command=" ".join(map(_quoted, _command(folder, contact))),
        hour=HOUR,
        minute=MINUTE,
    )


def _command(folder: DataFolder, contact: str | None) -> Sequence[str]:
    root = str(folder.root.resolve())
    if len(root.splitlines()) > 1:
        raise CrawlError(f"{root!r}: more than one line, expected a name that a timer can hold")
    asking = () if contact is None else ("--contact", contact)
    return (sys.executable, "-m", "crawler.cli", "update", "--data", root, *asking)


def _home() -> Path:
    """Where this very program lies, installed or not."""
    return Path(crawler.__path__[0]).resolve().parent


def _quoted(word: str) -> str:
    """Quote for systemd, which knows specifiers and variables in quotes as well."""
    for sign, instead in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(sign, instead)
    return f'"{word}"'
