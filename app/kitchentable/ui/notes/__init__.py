"""Notes: private records of something that happened."""
