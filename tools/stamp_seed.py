"""Stamp seed/: write the digest of all its files to seed/DIGEST, after checking them.

Stores compare this stamp with the one they were built from, so an edit is picked up by the next
start, and a start reads one small file instead of a hundred and fifty.
"""

import hashlib
from pathlib import Path

SEED = Path(__file__).resolve().parent.parent / "seed"


def digest(seed: Path) -> str:
    """The SHA-256 over the names and contents of all TOML files below `seed`."""
    total = hashlib.sha256()
    for path in sorted(seed.rglob("*.toml")):
        total.update(path.relative_to(seed).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def main() -> None:
    from expotui.store.seed_rows import seed_rows
    from expotui.store.seeds import read_seeds

    rows = seed_rows(read_seeds(SEED))
    (SEED / "DIGEST").write_text(digest(SEED) + "\n", encoding="ascii")
    print(", ".join(f"{len(found)} {table}" for table, found in rows.items()))


if __name__ == "__main__":
    main()
