"""What one can do with a diagram beside reading it: trace it, ask it what would happen if. Panels and their state."""
