"""What the shipped library teaches: that nothing is missing, that the facts are carried, that the words are right.

One thing cannot be tested here: that no text shares more than eight words in a row with the texts that the library is
built on, because these are not part of the project.
"""
