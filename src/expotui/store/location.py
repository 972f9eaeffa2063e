"""Where the store and the shipped seeds lie."""

import os
from pathlib import Path

ENVIRONMENT = "EXPOTUI_DB"


def default_store() -> Path:
    """`EXPOTUI_DB`, else `expotui.db` in the user's data folder."""
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("expotui", appauthor=False) / "expotui.db"


def seed_folder() -> Path:
    """The shipped seeds: inside an installed package, beside src/ in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "seed"
    return inside if inside.is_dir() else package.parent.parent / "seed"
