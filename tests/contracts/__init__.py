"""What every keychain, notifier and scheduler must do: the same tests run on the fake and on the real one."""
