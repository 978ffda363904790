"""What two or more PCs changed without knowing of each other, and what people decide about it.

open_conflicts   what is still to decide: what holds now beside every other value
typed            who typed a value, on which PC, and when as that PC said
decide, decided  a person decides, takes the decision back, or looks at what was decided
both_values      where two texts can stand together
for_many         one rule for many conflicts at once

A decision is a new change, also where what holds is kept: it travels, and so the other PCs do not ask again.
"""
