"""Plain values and rules: no files, no database, no windows."""
