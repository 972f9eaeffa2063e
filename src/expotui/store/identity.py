"""What tells an expotui store from any other file; kept free of imports for the reading path."""

# "expo" in ASCII: what `file` and SQLite call the application id.
APPLICATION_ID = 0x6578706F

# How many migrations this version knows; tests hold it equal to schema.migrations.
SCHEMA_VERSION = 6

# A store's index, its tokens and its order, was made by this version: where the two differ, it is
# built anew.
TOKENIZER = "6"
