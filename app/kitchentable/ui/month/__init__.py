"""The month page."""
