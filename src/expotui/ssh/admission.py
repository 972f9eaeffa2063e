"""Who is let in, and how many at a time: the counting, without any network."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from time import monotonic

from expotui.ssh.settings import Settings

Clock = Callable[[], float]


def party(address: str) -> str:
    """Who is counted as one: an IPv4 address, or the /64 network that an IPv6 user has."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return f"{IPv6Address(int(found) >> 64 << 64)}/64"
    return str(found)


class Rate:
    """So many a minute for each party, a quarter of them at once (a token bucket).

    Parties that have all their tokens back are forgotten: what is kept grows with who is busy.
    """

    _FORGET_FROM = 1_024

    def __init__(self, per_minute: int, clock: Clock = monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._spent: dict[str, tuple[float, float]] = {}  # tokens spent, and when

    @property
    def burst(self) -> float:
        return max(4.0, self.per_minute / 4)

    def take(self, who: str) -> bool:
        """Take a token of `who`; False if there is none left just now."""
        if not self.per_minute:
            return True
        spent = self._now_spent(who)
        if spent + 1 > self.burst:
            return False
        if len(self._spent) >= self._FORGET_FROM:
            self._forget()
        self._spent[who] = (spent + 1, self._clock())
        return True

    def _now_spent(self, who: str) -> float:
        spent, since = self._spent.get(who, (0.0, 0.0))
        return max(0.0, spent - (self._clock() - since) * self.per_minute / 60) if spent else 0.0

    def _forget(self) -> None:
        self._spent = {who: kept for who, kept in self._spent.items() if self._now_spent(who)}


@dataclass(slots=True)
class Connection:
    """A connection that was let in; `sessions` are the numbers of those it has."""

    party: str
    logging_in: bool = True
    key: str = ""


class Admission:
    """Counts connections and sessions against the limits of `settings`.

    Each question answers with the reason why not, or '' for yes, and a yes counts.
    """

    def __init__(self, settings: Settings, clock: Clock = monotonic) -> None:
        self._settings = settings
        self._connecting = Rate(settings.connections_per_minute, clock)
        self._beginning = Rate(settings.commands_per_minute, clock)
        self._connections: dict[int, Connection] = {}
        self._sessions: dict[tuple[int, int], tuple[str, str]] = {}
        self._by_party: Counter[str] = Counter()
        self._by_key: Counter[str] = Counter()
        self._logging_in: Counter[str] = Counter()

    def change(self, settings: Settings) -> None:
        """Other limits, for who comes from now on."""
        self._settings = settings
        self._connecting.per_minute = settings.connections_per_minute
        self._beginning.per_minute = settings.commands_per_minute

    @property
    def connections(self) -> int:
        return len(self._connections)

    @property
    def sessions(self) -> int:
        return len(self._sessions)

    @property
    def logging_in(self) -> int:
        return self._logging_in.total()

    def party(self, number: int) -> str:
        """Who a connection is counted as; '' if it has ended."""
        connection = self._connections.get(number)
        return connection.party if connection is not None else ""

    def connect(self, number: int, address: str) -> str:
        """May a connection be made from this address?"""
        who = party(address)
        if not self._connecting.take(who):
            return "too many connections from your address in a minute: try again soon"
        # A quarter for each: no one can keep all others out by not logging in.
        most = self._settings.logging_in
        if _full(self.logging_in, most) or _full(self._logging_in[who], -(-most // 4)):
            return "too many connections are logging in just now: try again soon"
        self._connections[number] = Connection(who)
        self._logging_in[who] += 1
        return ""

    def login(self, number: int, key: str) -> None:
        """A connection has logged in, with this key ('' without one)."""
        connection = self._connections.get(number)
        if connection is not None and connection.logging_in:
            connection.logging_in, connection.key = False, key
            _less(self._logging_in, connection.party)

    def disconnect(self, number: int) -> None:
        """A connection has ended, and its sessions with it."""
        connection = self._connections.pop(number, None)
        if connection is None:
            return
        if connection.logging_in:
            _less(self._logging_in, connection.party)
        for name in [name for name in self._sessions if name[0] == number]:
            self._end(name)

    def enter(self, number: int, session: int) -> str:
        """May a session begin on this connection?"""
        connection = self._connections.get(number)
        if connection is None:
            return "this connection has ended"
        limits, who, key = self._settings, connection.party, connection.key
        if not self._beginning.take(who):
            return "too many sessions begun from your address in a minute: try again soon"
        if _full(len(self._sessions), limits.sessions):
            return "the server is full: try again later"
        if _full(self._by_party[who], limits.sessions_per_address):
            return f"your address has {self._by_party[who]} sessions already: close one first"
        if key and _full(self._by_key[key], limits.sessions_per_key):
            return f"your key has {self._by_key[key]} sessions already: close one first"
        self._sessions[number, session] = (who, key)
        self._by_party[who] += 1
        self._by_key[key] += 1
        return ""

    def leave(self, number: int, session: int) -> None:
        """A session has ended."""
        self._end((number, session))

    def _end(self, name: tuple[int, int]) -> None:
        found = self._sessions.pop(name, None)
        if found is not None:
            for counter, who in zip((self._by_party, self._by_key), found, strict=True):
                _less(counter, who)


def _less(counter: Counter[str], who: str) -> None:
    counter[who] -= 1
    if counter[who] <= 0:
        del counter[who]


def _full(count: int, limit: int) -> bool:
    return bool(limit) and count >= limit
