"""Metrics over HTTP, on loopback only: as much of HTTP as a scraper speaks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from expotui.errors import InputError

_PATIENCE = 5.0
_LONGEST = 8_192


@asynccontextmanager
async def serve_metrics(port: int, text: Callable[[], Awaitable[str]]) -> AsyncIterator[None]:
    """Answer `GET /metrics` on 127.0.0.1:`port` with `text()`; port 0 serves nothing.

    Raises:
        InputError: the port is taken.
    """
    if not port:
        yield
        return

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, TimeoutError, ValueError, EOFError, asyncio.LimitOverrunError):
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(await _response(head, text))
                await writer.drain()
        writer.close()

    try:
        server = await asyncio.start_server(answer, "127.0.0.1", port, limit=_LONGEST)
    except OSError as error:
        raise InputError(f"cannot serve metrics on port {port}: it is taken") from error
    async with server:
        yield


async def _response(head: bytes, text: Callable[[], Awaitable[str]]) -> bytes:
    method, _, rest = head.partition(b" ")
    path = rest.partition(b" ")[0].partition(b"?")[0]
    if method not in (b"GET", b"HEAD"):
        status, body = "405 Method Not Allowed", "only GET\n"
    elif path != b"/metrics":
        status, body = "404 Not Found", "try /metrics\n"
    else:
        status, body = "200 OK", await text()
    data = body.encode()
    lines = (
        f"HTTP/1.1 {status}", "Content-Type: text/plain; version=0.0.4; charset=utf-8",
        f"Content-Length: {len(data)}", "Connection: close", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + (b"" if method == b"HEAD" else data)
