"""What the user typed → ranked facts.

    query → terms (what each typed word may mean) → tiers (the surest first) → ranking → reasons

The words typed are corrected against the vocabulary of the store, not against its texts, so the
work grows with the number of different words; the index then answers in tiers, the surest first.
"""
