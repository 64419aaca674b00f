"""Stories through the front door: the whole window, driven as a person drives it."""
