"""config.toml in the user's configuration folder: keys, theme, and how readers are served."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expotui.errors import InputError

ENVIRONMENT = "EXPOTUI_CONFIG"


@dataclass(frozen=True, slots=True)
class Config:
    """What the user may set.

    `theme` is the name of a theme of the browser. `keys` maps an action's id (the names that `?`
    shows) to one or more keys, separated by commas. `serve` is what `expotui serve` is told, as
    it stands: the server knows what it may hold.
    """

    theme: str = "night"
    keys: dict[str, str] = field(default_factory=dict)
    serve: dict[str, Any] = field(default_factory=dict)


def config_path() -> Path:
    """`EXPOTUI_CONFIG`, else `expotui/config.toml` in the user's configuration folder."""
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("expotui", appauthor=False) / "config.toml"


def load_config(path: Path | None = None) -> Config:
    """Read the configuration; a missing file is an empty one.

    Raises:
        InputError: the file can't be read, is no TOML, or sets what is not there.
    """
    path = path or config_path()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    return _checked(path, text)


def _checked(path: Path, text: str) -> Config:
    import tomllib  # 10 ms that a start without a config.toml need not pay

    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is no TOML: {error}") from error
    unknown = sorted(set(content) - {"theme", "keys", "serve"})
    if unknown:
        raise InputError(f"{path}: {unknown[0]!r} is not a setting (there are: theme, keys, serve)")
    theme, keys = content.get("theme", "night"), content.get("keys", {})
    if not isinstance(theme, str):
        raise InputError(f"{path}: theme must be a name in quotes")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise InputError(f'{path}: [keys] holds lines like  search = "slash,ctrl+f"')
    serve = content.get("serve", {})
    if not isinstance(serve, dict):
        raise InputError(f"{path}: [serve] holds lines like  port = 2222")
    return Config(theme, keys, serve)
