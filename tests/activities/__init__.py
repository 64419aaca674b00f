"""What one can do with a diagram: the state of each activity, without a window."""
