"""The least that a program with the same toolkit can do; each module is started as a process of its own."""
