"""A certificate on paper: content in, places, then bytes. Knows no table and no window."""
