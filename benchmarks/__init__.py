"""How fast CalcViewer is, against floors and peers of the same run: `python3 dev.py bench`. No part of the program."""
