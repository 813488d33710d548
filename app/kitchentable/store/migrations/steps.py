"""The steps in order: step n (counting from 1) leads from schema n - 1 to schema n."""

from __future__ import annotations

from kitchentable.store.migrations import m0001_first, m0002_records, m0003_check_ins

STEPS: tuple[str, ...] = (m0001_first.SCRIPT, m0002_records.SCRIPT, m0003_check_ins.SCRIPT)
