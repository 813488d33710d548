"""The reliability campaign: what is done to the records on purpose, and what is left of them. ``make reliability``."""
