"""Many removals at once are held until a coordinator agrees: more than 5 % of a table of one college.

rules      how long portions count together; accounts.many_removals says how many are too many
weigh      what received bundles would remove, and which PC's bundles are held
hold       applies bundles around those that are held
held       what is held, in a reader's words
decide     a coordinator agrees, or lets the removed rows come back
"""
