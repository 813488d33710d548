"""A sample publisher for tests: its folder, key, pack and signed file. The words and numbers are samples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kitchentable.domain.pack import Pack
from kitchentable.guidance.foreign import seal
from kitchentable.guidance.publish import build_foreign
from tests.guidance.sample_folder import TOPIC
from tests.sample_guidance import sample_pack

PUBLISHER = "Northgate Sample School"
SLUG = "northgate-sample-school"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
BUILT = date(2026, 11, 21)

THEIR_TOPIC = (
    TOPIC.replace("id: live-streaming", "id: phones-at-school")
    .replace("title: Live streaming", "title: Phones at our school")
    .replace("charity-page", "school-page")
    .replace("icon: radio", "icon: a-strange-icon")
)

CONTACTS = """\
- id: school-office
  name: The sample school office
  kind: advice
  for_whom: parents
  when: On school days.
  sources: [school-page]
  checked_on: 2026-11-21
  phone:
    - {text: 01632 960001, grade: A, sources: [school-page], checked_on: 2026-11-21}
"""

SOURCES = """\
- id: school-page
  publisher: The sample school
  title: Phones
  url: https://school.example.org/phones
  read_on: 2026-11-21
  kind: other
"""


def write_folder(root: Path) -> Path:
    """Write the publisher's folder: a talk that leads to our help page, a contact, a source."""
    files = {"topics/phones-at-school.yaml": THEIR_TOPIC, "contacts/uk.yaml": CONTACTS, "sources/all.yaml": SOURCES}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def their_pack(folder: Path, built_on: date = BUILT, ours: Pack | None = None) -> Pack:
    """Return the publisher's pack, written to and built from a folder."""
    return build_foreign(write_folder(folder), PUBLISHER, ours or sample_pack(), built_on)


def their_file(folder: Path, *, key: Ed25519PrivateKey = KEY, built_on: date = BUILT, name: str = PUBLISHER) -> Path:
    """Return the signed file of the publisher, beside its folder."""
    target = folder / "from-school.ktpack"
    target.write_bytes(seal(their_pack(folder / "sources-of-school", built_on), name, key))
    return target
