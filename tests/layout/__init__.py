"""Layout and geometry: no Qt."""
