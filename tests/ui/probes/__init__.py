"""Probes: they find, click, type and read as a person does."""
