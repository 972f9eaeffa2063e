"""What `expotui export` wrote, back into a store: read, checked and written chunk by chunk."""
