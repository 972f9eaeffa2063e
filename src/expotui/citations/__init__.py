"""Citations of facts and documents: written in several forms, and read back to be checked."""
