"""Project ideas: the list, one idea with its team, lists taken in, and team leaders to link to people."""
