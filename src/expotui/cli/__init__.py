"""The command line: one small module a command, each imported when it is run."""
