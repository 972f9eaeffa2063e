"""The SQLite store: where it lies, how it is built and opened, and what is read from it."""
