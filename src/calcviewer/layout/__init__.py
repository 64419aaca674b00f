"""From a diagram to a picture: DOT, Graphviz, boxes and curves. No Qt."""
