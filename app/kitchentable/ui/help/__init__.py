"""Get help now: what has happened, what to do first, and whom to tell; works while everything is locked."""
