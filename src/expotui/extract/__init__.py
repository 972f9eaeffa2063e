"""Text in, facts with locators out: a deterministic grammar, one module a kind. Knows no store."""
