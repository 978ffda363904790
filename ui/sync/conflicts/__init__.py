"""Values that were changed on two PCs: looking at them side by side, deciding, taking decisions back."""
