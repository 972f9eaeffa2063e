"""Sockets to listen on."""

import socket

from expotui.errors import InputError, reason

_BACKLOG = 512


def listen(host: str, port: int) -> list[socket.socket]:
    """Listen on every address that `host` names; port 0 takes a free one.

    Raises:
        InputError: there is no such address, or it is taken.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise InputError(f"cannot listen on {host!r}: there is no such address") from error
    sockets: list[socket.socket] = []
    for family, kind, protocol, _, address in dict.fromkeys(found):
        try:
            sockets.append(_bound(family, kind, protocol, address))
        except OSError as error:
            for sock in sockets:
                sock.close()
            raise InputError(
                f"cannot listen on {host} port {port}: {reason(error)} (--port takes another)"
            ) from error
        if not port:
            break  # each family would get a port of its own
    return sockets


def _bound(family: int, kind: int, protocol: int, address: object) -> socket.socket:
    sock = socket.socket(family, kind, protocol)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            # `::` is for IPv4 too.
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        sock.bind(address)  # type: ignore[arg-type]
        sock.listen(_BACKLOG)
        sock.setblocking(False)
    except BaseException:
        sock.close()
        raise
    return sock


def shown_address(address: str) -> str:
    """An address as people write it: IPv4 in IPv6's clothes without them."""
    return address.removeprefix("::ffff:") if "." in address else address
