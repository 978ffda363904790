"""Removals of other PCs that wait until a coordinator has looked."""
