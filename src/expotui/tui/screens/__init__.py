"""The screens: they own what is selected, fetch it, and answer the actions."""
