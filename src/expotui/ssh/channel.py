"""A session's channel that takes only the requests a reader needs: an allow-list."""

from typing import Any

import asyncssh

# Whatever else a client or a later asyncssh knows (X11, agent forwarding...) is refused.
_SERVED = frozenset(
    {"pty-req", "env", "shell", "exec", "window-change", "signal", "keepalive@openssh.com"}
)

# Of the client's environment, what tells of its colours.
_ENVIRONMENT = frozenset({b"COLORTERM", b"NO_COLOR"})
_LONGEST_VALUE = 64

# What a client may send ahead of us, and a packet of ours, in bytes.
WINDOW, PACKET = 65_536, 32_768


class ReaderChannel(asyncssh.SSHServerChannel[bytes]):
    """Like asyncssh's, which decides by what methods it has; this one by a list of names."""

    def __init__(self, connection: asyncssh.SSHServerConnection, loop: Any) -> None:
        super().__init__(
            connection, loop, True, False, False, 0, 0, None, "strict", WINDOW, PACKET
        )  # fmt: skip

    def _service_next_request(self) -> None:
        if self._request_queue[0][0] in _SERVED:
            super()._service_next_request()
        else:
            self._report_response(False)

    def _process_env_request(self, packet: Any) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        if name not in _ENVIRONMENT or len(value) > _LONGEST_VALUE:
            return False
        self._env[name] = value
        return True

    def client_environment(self, name: str) -> str:
        """What the client says of its environment; '' if nothing."""
        return bytes(self._env.get(name.encode(), b"")).decode("ascii", "replace")
