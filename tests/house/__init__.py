"""Rules about the project itself, not about what the program does."""
