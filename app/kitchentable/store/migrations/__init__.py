"""Numbered steps from one schema of the records to the next; a released step never changes."""
