"""Who was erased: the wish of a person, or the end of the time for which they may be kept (law 058/2021)."""
