"""Search over the guidance."""
