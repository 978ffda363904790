"""What every part may use: errors and their sentences, clock, settings, translation, paths, text."""
