"""A college that began on its own comes over to the national programme, with everything that it has.

welcome        the national office says which programme it is, and whose keys may be told to it: one file
hand_over      the college's authority signs that its PCs and logs belong to the national programme from now on: one file
look_at        what that file brings, before anything is taken
take_in        the national authority names the college's PCs in its next membership document, and certifies their keys
follow         a PC of the college that hears of it goes over: its keys, its log and every row stay as they are
leave_word     on the sticks and places of the college lies where its other PCs find the national programme

What was signed and sealed before stays as it is: an old bundle names the old programme (``rights``), opens with the
old programme's key (``earlier_keys``), and what it says in the lists of all counts as earlier than anything that the
national programme says there (``as_earlier``). New bundles go on in the same log.
"""
