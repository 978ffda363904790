"""The certificates of a course before they are issued: what stands on them, and with which template."""
