"""The ground floor: what a fact is. Pure; imports nothing of the layers above."""
