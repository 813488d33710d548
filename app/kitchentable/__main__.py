"""``python -m kitchentable``."""

from __future__ import annotations

import sys

from kitchentable.main import main

if __name__ == "__main__":
    sys.exit(main())
