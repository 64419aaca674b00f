"""Builds the packages: one private Python with the program, Qt and Graphviz inside, wrapped for each system."""
