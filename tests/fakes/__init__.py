"""Stand-ins for the four things outside the program: the clock, the keychain, the notifier and the scheduler."""
