"""Building blocks of every page: tables, forms, fields, messages, questions, wizards, small pictures."""
