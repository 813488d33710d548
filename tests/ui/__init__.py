"""Tests of the window: real widgets, off screen, on the real encrypted store."""
