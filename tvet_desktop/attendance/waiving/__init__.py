"""Points that a coordinator waives."""
