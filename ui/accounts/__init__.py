"""Who is at this PC: the first run, signing in, and what both need from the core (`gate`)."""
