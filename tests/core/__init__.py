"""The reader, the model and the questions to it: no Qt."""
