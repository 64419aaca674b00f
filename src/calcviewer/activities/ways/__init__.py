"""Paths from one step to another, and feedback loops."""
