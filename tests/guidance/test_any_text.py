"""Whatever a writer's editor leaves behind, a check tells faults; it never breaks down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.guidance.check import find_faults
from kitchentable.guidance.faults import Report
from kitchentable.guidance.tree import parse
from tests.guidance.sample_folder import FILES, SampleFolder

_NAMES = st.sampled_from(sorted(FILES))
_SCRAPS = st.one_of(
    st.text(max_size=8),
    st.sampled_from([
        "- ", ": ", "\n", "\t", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!!int ", "? ", "|\n", ">\n", "---\n",
        "...\n",
        "%YAML 9.9\n", "null", "~", "2026-11-21", "99999999999999999999", "\\U99999999", "\0", "\ufeff", "\u2028",
        "id: x\n", "sources: []\n", "<<: ", "🦊", "talks: 3\n", "#",
    ]),
)  # fmt: skip


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> SampleFolder:
    """Give one folder for all examples; each puts back what it spoiled."""
    return SampleFolder.at(tmp_path_factory.mktemp("any") / "guidance")


@given(name=_NAMES, start=st.integers(0, 2000), length=st.integers(0, 60), scrap=_SCRAPS)
def test_a_spoiled_file_only_ever_brings_faults(
    spoiled: SampleFolder, name: str, start: int, length: int, scrap: str
) -> None:
    text = FILES[name]
    at = start % (len(text) + 1)
    mutated = (text[:at] + scrap + text[at + length :]).encode("utf-8", "surrogatepass")
    try:
        (spoiled.root / name).write_bytes(mutated)
        _, faults = find_faults(spoiled.root)
    finally:
        (spoiled.root / name).write_text(text, encoding="utf-8")
    lines = {file: content.count(b"\n") + 1 for file, content in _contents(spoiled.root, name, mutated)}
    assert all(1 <= fault.line <= lines.get(fault.file, 1) for fault in faults)
    assert list(faults) == sorted(faults)


@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_a_tree_or_a_fault(data: bytes) -> None:
    report = Report()
    assert (parse(data, "any.yaml", report) is None) <= (len(report) > 0)


def _contents(root: Path, name: str, mutated: bytes) -> list[tuple[str, bytes]]:
    texts = {file: text.encode() for file, text in FILES.items()} | {name: mutated}
    return [(str(root / file), content) for file, content in texts.items()]
