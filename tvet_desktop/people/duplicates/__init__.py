"""Who may be on the list twice: how much speaks for it, and why."""
