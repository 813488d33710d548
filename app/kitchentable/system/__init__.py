"""The operating system behind small interfaces."""
