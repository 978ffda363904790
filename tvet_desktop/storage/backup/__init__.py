"""Copies of this PC's data in another place, each tried when it is made, and putting one of them back."""
