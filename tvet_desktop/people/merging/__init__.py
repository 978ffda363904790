"""Who counts for whom after merging, and which details go where."""
