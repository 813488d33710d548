"""The shelf of talks, one talk, and closing it."""
