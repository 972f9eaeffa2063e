"""Direct speech: its words, who spoke them, and how the text says so."""
