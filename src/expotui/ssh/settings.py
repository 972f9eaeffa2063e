"""What can be set about serving: one table, from which flags, config.toml and the docs derive."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from expotui.errors import UsageError


def _setting(default: Any, help: str, unit: str = "", least: float = 0) -> Any:
    return field(default=default, metadata={"help": help, "unit": unit, "least": least})


@dataclass(frozen=True, slots=True)
class Settings:
    """How readers are served. Of limits, 0 means none; times are in seconds.

    Flags are these names with dashes (`--idle-timeout`), keys of config.toml's [serve] the names.
    """

    host: str = _setting("127.0.0.1", "Address to listen on; :: is every one, of IPv4 and IPv6.")
    port: int = _setting(2222, "Port to listen on; 0 takes a free one.")
    workers: int = _setting(0, "Worker processes; 0 is one a core.")
    anonymous: bool = _setting(False, "Let anybody read: no key, no name is asked for.")
    authorized_keys: str = _setting("", "Who may read: OpenSSH's authorized_keys format.")
    host_key: str = _setting("", "The server's own key. Default: made once in your data folder.")
    rsa: bool = _setting(False, "Show an RSA key (3072 bits) too, for clients without Ed25519.")
    post_quantum_only: bool = _setting(False, "Refuse key exchanges that are not post-quantum.")
    immutable: bool = _setting(False, "Promise that nobody writes the store while it is served.")
    passages: bool = _setting(False, "Show readers the texts of documents that the store has.")
    metrics: int = _setting(0, "Port on loopback for metrics in Prometheus's text format.")

    login_grace: float = _setting(20, "Time to log in, and then to ask for something.", "seconds")
    login_attempts: int = _setting(6, "Keys a client may try.")
    logging_in: int = _setting(64, "Connections not logged in yet; of one address, a quarter.")
    connections_per_minute: int = _setting(300, "New connections from one address.")
    commands_per_minute: int = _setting(600, "Sessions begun from one address.")
    sessions: int = _setting(256, "Sessions in all.")
    sessions_per_address: int = _setting(16, "Sessions from one address.")
    sessions_per_key: int = _setting(8, "Sessions with one key.")
    commands_at_once: int = _setting(4, "Commands a worker runs at a time; the rest wait.", least=1)

    idle_timeout: float = _setting(1800, "Time without a key until a browser ends.", "seconds")
    session_timeout: float = _setting(43200, "Time until any session ends.", "seconds")
    stall_timeout: float = _setting(60, "Time until a reader who reads no more is cut off.",
                                    "seconds")  # fmt: skip
    keepalive: float = _setting(30, "How often a silent client is asked; the third time is the "
                                "last.", "seconds")  # fmt: skip
    send_buffer: int = _setting(262_144, "What is kept for a reader who reads slowly.", "bytes",
                                least=16_384)  # fmt: skip
    drain: float = _setting(10, "Time for goodbyes when the server stops.", "seconds")

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Settings":
        """Settings with some values; the rest are the defaults.

        Raises:
            UsageError: there is no such setting, or a value is of the wrong kind.
        """
        for name, value in values.items():
            check(name, value)
        return cls(**values)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


FIELDS = {setting.name: setting for setting in fields(Settings)}

_KINDS: dict[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "text in quotes"),
    int: ((int,), "a whole number"),
    float: ((int, float), "a number"),
    bool: ((bool,), "true or false"),
}


def check(name: str, value: Any) -> None:
    """Refuse what a setting cannot be.

    Raises:
        UsageError: there is no such setting, or the value is of the wrong kind or size.
    """
    setting = FIELDS.get(name)
    if setting is None:
        raise UsageError(f"{name!r} is no setting (there are: {', '.join(FIELDS)})")
    kinds, wanted = _KINDS[setting.type]
    least = setting.metadata["least"]
    if not isinstance(value, kinds) or (setting.type is not bool and isinstance(value, bool)):
        raise UsageError(f"{name} must be {wanted}, not {value!r}")
    number: Any = value
    if setting.type in (int, float) and not least <= number < 2**31:
        raise UsageError(f"{name} must be at least {least}, not {value}")
    if name in ("port", "metrics") and number > 65_535:
        raise UsageError(f"{name} must be a port, 0 to 65535, not {value}")
