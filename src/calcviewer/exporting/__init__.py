"""A picture written to a file: one table of formats for the menu and the command line."""
