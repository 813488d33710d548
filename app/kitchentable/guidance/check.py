"""Checks a folder of guidance: reads all of it, holds it against every rule, and tells all faults at once."""

from __future__ import annotations

from pathlib import Path

from kitchentable.guidance import abroad, evidence, fullness, harm, ids, numbers, order, references, vocabulary, wording
from kitchentable.guidance.faults import Fault, Report, refuse
from kitchentable.guidance.folder import Beside, Folder, read_folder

_RULES = (
    ids.check_unique,
    ids.check_kept,
    references.check_references,
    evidence.check_sources_exist,
    evidence.check_sources_used,
    evidence.check_addresses,
    evidence.check_confidence,
    evidence.check_reviews,
    order.check_order,
    fullness.check_topics,
    fullness.check_settings,
    fullness.check_numbers,
    fullness.check_titles,
    numbers.check_running_numbers,
    wording.check_words,
    harm.check_situations,
    abroad.check_abroad,
    vocabulary.check_vocabulary,
)


def find_faults(root: Path, beside: Beside | None = None) -> tuple[Folder, tuple[Fault, ...]]:
    """Return what a folder holds and everything that is wrong with it, by file and line.

    ``beside`` is our guidance where the folder is another publisher's.
    """
    report = Report()
    folder = read_folder(root, report, beside)
    for rule in _RULES:
        rule(folder, report)
    return folder, report.faults()


def read_checked(root: Path, beside: Beside | None = None) -> Folder:
    """Return what a folder holds; raise GuidanceFault with one line for each fault where it has any."""
    folder, faults = find_faults(root, beside)
    refuse(faults)
    return folder


def keeps_rules(folder: Folder) -> bool:
    """Tell whether what was read already keeps every rule: a pack may come from a program that never checked it."""
    report = Report()
    for rule in _RULES:
        rule(folder, report)
    return len(report) == 0
