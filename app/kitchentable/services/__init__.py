"""One module per thing a family can do."""
