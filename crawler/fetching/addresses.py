"""No connection leaves for this machine or the local network: every resolved address is checked.

A name is looked up once, what it resolves to is checked, and the connection is
made to the checked address; a name that changes its answer between check and
connection gains nothing.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Sequence
from typing import Any, Self

from scrapy.crawler import CrawlerProcessBase
from twisted.internet.interfaces import (
    IAddress,
    IHostResolution,
)

log = logging.getLogger(__name__)


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet.

    Loopback, private, link-local, shared, reserved and multicast ones do not
    (https://www.iana.org/assignments/iana-ipv4-special-registry), nor do IPv6
    addresses that wrap such an IPv4 address.
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour or (found.teredo or (None,))[-1]
        if wrapped is None and found in _NAT64:
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if wrapped is not None and not is_public(str(wrapped)):
            return False
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class CheckedResolver:
    """Hands out public addresses only, or, behind a proxy, the proxy's address only.

    It provides Twisted's ``IHostnameResolver``.

    It is the process's resolver, so every connection passes here, literal
    addresses included. ``refused`` tells why a name got no address.
    """

    def __init__(self, reactor: Any, *, proxy: tuple[str, int] | None) -> None:
        self._reactor = reactor
        # Typed loosely: zope's interfaces declare their methods without self.
        self._original: Any = reactor.nameResolver
        self._proxy = proxy
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: CrawlerProcessBase, reactor: Any) -> Self:
        """Make the resolver from the setting ``PRESSFACTS_PROXY`` (host, port) or ``None``."""
        return cls(reactor, proxy=crawler.settings["PRESSFACTS_PROXY"])

    def install_on_reactor(self) -> None:
        """Become the resolver of the whole process."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve ``hostName`` and pass on the addresses that may be connected to."""
        receiver = _Checking(resolutionReceiver, hostName, self)
        resolution: IHostResolution = self._original.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution

    def allows(self, host: str, address: str, port: int) -> bool:
        """Say whether a connection to ``address`` may be made; keep the reason if not."""
        allowed = (address, port) == self._proxy if self._proxy else is_public(address)
        if not allowed:
            self.refused[host] = f"address refused: {host} is {address}"
            log.warning("%s, expected a public address", self.refused[host])
        return allowed


class _Checking:
    """Passes on what the resolver above allows; with nothing left, the name is not found.

    It provides Twisted's ``IResolutionReceiver``.
    """

    def __init__(self, receiver: Any, host: str, resolver: CheckedResolver) -> None:
        self._receiver = receiver
        self._host = host
        self._resolver = resolver

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._resolver.allows(self._host, address.host, address.port):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()
