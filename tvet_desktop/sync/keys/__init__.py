"""Keys over time: renewal, expiry, loss and theft. ``README.md`` beside this file says what to do when."""
