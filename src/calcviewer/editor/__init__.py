"""Widgets in which a diagram is edited: values in, signals out."""
