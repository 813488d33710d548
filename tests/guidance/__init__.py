"""Tests of reading, checking, building and loading guidance."""
