"""What a certificate says, its number, and both as signed text for the square code."""
