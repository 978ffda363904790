"""One person who is on the lists of two colleges: the national office says so, and each college keeps its own entry."""
