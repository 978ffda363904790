"""The register of certificates on screen: the list, what is given to the Registrar, the numbers that are missing."""
