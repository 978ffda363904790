"""Paper: sign-in sheets, badges and name lists, and what comes back from them."""
