"""Real daemons for tests, each started here and ended with the test: a session bus, a keyring, a screen, systemd."""
