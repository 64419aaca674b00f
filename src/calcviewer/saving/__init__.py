"""How files are written so that nothing is ever lost: whole, kept beside, kept from before, by one writer. No Qt."""
