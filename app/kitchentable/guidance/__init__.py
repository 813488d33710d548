"""Packs of guidance: read, check, build."""
