"""Facts in, a byte stream out: CSV, TSV, JSON and JSON lines, row by row."""
