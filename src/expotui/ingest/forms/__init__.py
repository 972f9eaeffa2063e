"""The forms that documents come in, one module each: bytes or text in, clean text out."""
