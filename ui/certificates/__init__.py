"""The certificates of a course, from the checked name to the printed page, and the check of any certificate."""
