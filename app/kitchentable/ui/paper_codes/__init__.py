"""Codes from paper: typed in, they tick the boxes they stand beside."""
