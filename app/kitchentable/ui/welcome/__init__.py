"""The welcome: at most three short steps, each of which can be skipped."""
