"""What a trace, a path, a loop or a what-if says, in sentences: the words in one place for window and command line."""
