"""What is known of the other PCs, on the page Sync, on a page for each of them, and on the board of the colleges."""
