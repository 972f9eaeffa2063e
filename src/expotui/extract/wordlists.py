"""Lists of words, as the tables of the grammar write them."""


def words(listed: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(listed.split())


def phrases(listed: str) -> tuple[str, ...]:
    """The phrases of a text that semicolons part."""
    return tuple(" ".join(phrase.split()) for phrase in listed.split(";") if phrase.strip())
