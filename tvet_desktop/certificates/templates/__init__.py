"""How certificates look and what they say, as data: packaged ones and those of the national office."""
