"""The parts of a screen. Widgets show what they are given and post messages; screens decide."""
