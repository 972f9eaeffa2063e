"""The reader's own documents into the store: files read, facts found, known events joined."""
