"""What tells an expotui store from any other file; kept free of imports for the reading path."""

# "expo" in ASCII: what `file` and SQLite call the application id.
APPLICATION_ID = 0x6578706F

# How many migrations this version knows; tests hold it equal to schema.migrations.
SCHEMA_VERSION = 2

# The tokens of a store's index were made by this version of facts.tokens: where the two differ,
# the index is built anew.
TOKENIZER = "4"
