"""The lock page: the records are there and wait to be opened."""
