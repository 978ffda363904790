"""Two people who turned out to be one: their marks together, and apart again."""
