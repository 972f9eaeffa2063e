"""What a figure counts, where its own words do not say.

Such figures are kept, shown and found like any other. But two of them need not count the same
thing, so that none says anything of another: none is compared, summed up or put into a series.
"""

# The id of the shipped measure that stands for "not known" (seed/measures.toml).
UNCLASSIFIED = "unclassified"
