"""The encrypted database and its keys: the only package that imports the driver."""
