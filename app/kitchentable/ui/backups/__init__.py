"""Backups in the window: made by themselves, saved to a file, and put back."""
