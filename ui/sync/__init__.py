"""Exchange with the other PCs of the programme: sync files, invitations, and values changed on two PCs."""
