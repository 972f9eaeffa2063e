"""What the user typed → ranked facts.

The words typed are corrected against the vocabulary of the store, not against its texts, so the
work grows with the number of different words; the index then answers in tiers, the surest first.
"""
