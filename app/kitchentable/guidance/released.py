"""What a release leaves behind beside the guidance: every id it had, and the marks of its settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from kitchentable.domain.pack import IdState, Pack
from kitchentable.domain.releases import Release, marks
from kitchentable.guidance.folder import RELEASED, RELEASED_SETTINGS, Folder
from kitchentable.guidance.ids import RELEASED_AS_RETIRED

_RELEASED_HEAD = "# Every id ever released, one a line. Lines are added by a release and never taken away.\n"


def released_with(folder: Path, states: dict[str, IdState]) -> bytes:
    """Return the folder's file of released ids with those of a new release added; nothing is written.

    An id that this release retires is marked as retired; from then on it can't come back as something else.
    """
    path = folder / RELEASED
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    old = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    gone = {name.removesuffix(RELEASED_AS_RETIRED) for name in old if name.endswith(RELEASED_AS_RETIRED)}
    gone |= {name for name, state in states.items() if state is IdState.RETIRED}
    names = sorted({name.removesuffix(RELEASED_AS_RETIRED) for name in old} | set(states))
    told = (name + RELEASED_AS_RETIRED if name in gone else name for name in names)
    return (_RELEASED_HEAD + "".join(f"{line}\n" for line in told)).encode()


def settings_with(folder: Path, pack: Pack) -> bytes:
    """Return the folder's file of released settings with a new release added; nothing is written."""
    path = folder / RELEASED_SETTINGS
    old = msgspec.json.decode(path.read_bytes(), type=tuple[Release, ...]) if path.exists() else ()
    kept = [one for one in old if one.version != pack.version]
    return msgspec.json.format(msgspec.json.encode([*kept, release_of(pack)]), indent=1) + b"\n"


def release_of(pack: Pack) -> Release:
    """Return the marks of a pack's settings."""
    told = {f"{guide.id}/{one.id}": marks(one) for guide in pack.guides for one in guide.settings}
    return Release(version=pack.version, settings=told)


def next_version(folder: Folder, day: str) -> str:
    """Return the version of a pack whose newest change is of a day: ``2026-11-21.2`` where ``.1`` was released."""
    return f"{day}.{1 + _most([one.version for one in folder.releases if one.version.startswith(f'{day}.')])}"


def _most(versions: Sequence[str]) -> int:
    editions = [version.rpartition(".")[2] for version in versions]
    return max((int(edition) for edition in editions if edition.isdigit()), default=0)
