"""This PC and the person at it: language, password, locking; what the app is made of."""
