"""expotui: who claimed which figure about which trade expo, when, and where it stands."""

__version__ = "0.1.0"
