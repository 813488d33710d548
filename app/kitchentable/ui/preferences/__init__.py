"""Preferences: reminders, looks, country, paper, the records and what this is."""
