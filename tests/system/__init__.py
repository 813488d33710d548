"""Tests of the operating system behind its small interfaces."""
