"""Tests, in the shape of app/kitchentable."""
