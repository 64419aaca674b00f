"""The window: what is open, what runs in the background, and how the parts are joined."""
