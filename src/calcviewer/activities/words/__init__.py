"""A chain told in sentences."""
