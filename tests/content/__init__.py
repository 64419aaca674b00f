"""What the shipped library teaches: that nothing is missing, that the facts are carried, that the words are right."""
