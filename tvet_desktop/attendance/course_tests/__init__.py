"""The test before a course and the one after it: results, and what people gained."""
