"""What leads to a step and what follows from it, lit."""
