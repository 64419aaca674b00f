"""Tests, by room: house (rules about the project), core and layout (no Qt), then everything that needs a window."""
