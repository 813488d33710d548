"""Our agreement: what a child and their parents promise each other."""
