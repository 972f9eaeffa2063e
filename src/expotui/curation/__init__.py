"""Decisions on facts: append-only, undone and redone, exported and replayed."""
