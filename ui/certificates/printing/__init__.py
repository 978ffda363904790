"""What was issued, as files and on the printer."""
