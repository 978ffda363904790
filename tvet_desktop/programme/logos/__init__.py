"""The logos at the head of papers and certificates: of the programme, of a college, of partners."""
