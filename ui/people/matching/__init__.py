"""People who are on the lists of two colleges."""
