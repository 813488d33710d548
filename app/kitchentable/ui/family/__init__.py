"""My family: the children and what each of them uses."""
