"""What a scanned badge means for a session."""
