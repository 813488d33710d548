"""Our small controls."""
