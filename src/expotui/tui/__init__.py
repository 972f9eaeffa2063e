"""The browser. Everything here may import Textual; nothing outside may."""
