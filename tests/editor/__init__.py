"""The widgets of `calcviewer.editor` and what they are made of."""
