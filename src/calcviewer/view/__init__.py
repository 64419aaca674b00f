"""What one looks at: the canvas, the details, the outline. Values in, signals out."""
