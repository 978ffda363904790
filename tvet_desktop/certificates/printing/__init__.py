"""What was issued, on paper: print files, the printer's offset, and the log of prints."""
