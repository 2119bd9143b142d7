"""Connections that a fetch may make: the address is checked and then used, so a name cannot change in between."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from reader.article.deadline import Deadline
from reader.errors import SourceError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unresolved(OSError):
    """A host name that no server knows."""


def is_private(address: str) -> bool:
    """Whether an IP address is not on the public internet (loopback, private, link-local, shared, multicast, …).

    IPv6 forms that carry an IPv4 address (mapped, 6to4, NAT64) are judged by it. Source: IANA's special-purpose
    registries, as Python's `ipaddress` has them.
    """
    ip: Any = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6:
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None:
            ip = inner
    return not ip.is_global or ip.is_multicast


def addresses(host: str, port: int, url: str, allow_private: bool) -> list[str]:
    """The IP addresses of `host`, all fit to be asked. Raises SourceError when one is private, Unresolved when none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Unresolved(host) from error
    ips = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not allow_private and any(is_private(ip) for ip in ips):
        raise SourceError("article.private_address", source=url)
    return ips


def open_pool(url: str, deadline: Deadline, allow_private: bool) -> urllib3.PoolManager:
    """A pool for one request to `url`, through the proxy that the environment names for it, if any.

    A proxy resolves names itself: then only addresses written as such and `localhost` are refused here.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxies = {} if proxy_bypass(host) else getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")

    def connect(connection: HTTPConnection) -> socket.socket:
        private = allow_private or proxy is not None
        try:
            ips = addresses(connection.host, connection.port or 80, url, private)
        except Unresolved as error:
            raise NewConnectionError(connection, "unknown host") from error
        refused: OSError | None = None
        for ip in ips:
            try:
                sock = socket.create_connection((ip, connection.port), deadline.left(10))
            except OSError as error:
                refused = error
                continue
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            deadline.watch(sock)
            return sock
        raise NewConnectionError(connection, "refused") from refused

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    if proxy is None:
        manager = urllib3.PoolManager(num_pools=1)
    else:
        if not allow_private and _literally_private(host):
            raise SourceError("article.private_address", source=url)
        manager = urllib3.ProxyManager(proxy if "://" in proxy else f"http://{proxy}", num_pools=1)
    manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return manager


def _literally_private(host: str) -> bool:
    try:
        return is_private(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
