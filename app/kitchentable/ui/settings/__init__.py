"""Settings checks: the shelf of guides for each child, and one guide with its settings."""
