"""As they grow: the ages at which a service or a law changes something."""
