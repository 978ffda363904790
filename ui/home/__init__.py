"""What should be done now, one line for each thing, and each line opens its place."""
