"""The PCs of the programme: who belongs, their keys, what to do when one is lost."""
