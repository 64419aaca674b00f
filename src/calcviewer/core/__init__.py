"""The model, the reader and the questions one can put to a diagram. No Qt, no processes."""
