"""A draft beside the facts: each of its numbers and quotes supported, contradicted or unsourced."""
