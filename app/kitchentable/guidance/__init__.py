"""Guidance on disk: reads, checks and builds the YAML sources, and loads the built pack."""
