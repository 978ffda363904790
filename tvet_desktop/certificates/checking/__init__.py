"""Whether a certificate is genuine and still holds: needs no account and no network."""
