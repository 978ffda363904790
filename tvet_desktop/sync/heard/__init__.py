"""What is known of the other PCs: when each was last heard of, what it has, what is missing here, whose clock is wrong."""
