"""Sources whose connections fail in their second week, by the name of the fault."""

from __future__ import annotations

from crawler.discovery import Feed
from tests.crawler.sites import Plain

CAUSES = {
    "nobody_listens": "connection_refused",
    "no_such_name": "name_not_found",
    "own_network": "name_not_found",
    "no_way": "connection_refused",
    "self_signed": "certificate_error",
    "expired": "certificate_error",
    "other_name": "certificate_error",
    "silent_host": "timeout",
    "dripping_pages": "timeout",
    "reset_all": "connection_broken",
    "sound_plain": None,
    "sound_encrypted": None,
}
"""What must be found."""

ENCRYPTED = frozenset({"self_signed", "expired", "other_name", "sound_encrypted"})

HOSTS = {name: f"{name.replace('_', '-')}.example" for name in CAUSES}
"""Hosts by source."""


DISK = "filling_disk"
"""A source of its own run, for the disk is everybody's; one byte free is enough for it."""


def _source(name: str) -> type[Plain]:
    scheme = "https" if name in ENCRYPTED else "http"
    told = {
        "name": name,
        "hosts": (HOSTS[name],),
        "discovery": (Feed(f"{scheme}://{HOSTS[name]}/feed"),),
        "custom_settings": {
            "DOWNLOAD_TIMEOUT": 1 if name == "silent_host" else 20,
            "PRESSFACTS_ANSWER_SECONDS": 0.3 if name == "dripping_pages" else 20.0,
            "RETRY_ENABLED": False,
        },
        "__module__": __name__,
    }
    return type(name, (Plain,), told)


globals().update({name: _source(name) for name in CAUSES})


class FillingDisk(Plain):
    """As the others."""

    name = DISK
    hosts = ("filling-disk.example",)
    discovery = (Feed("http://filling-disk.example/feed"),)
    custom_settings = {"PRESSFACTS_FREE_BYTES": 1}  # noqa: RUF012
