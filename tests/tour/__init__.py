"""The tour: every screen with a sample family, as pictures."""
