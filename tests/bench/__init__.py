"""Measurements: what a parent waits for, as ratios against a floor timed in the same run."""
