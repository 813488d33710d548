"""What the month's page and the preferences share about check-ins: the answers and the words."""
