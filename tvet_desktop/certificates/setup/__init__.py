"""What stands around the facts on the certificates of a course: chosen, looked at, frozen when they are issued."""
