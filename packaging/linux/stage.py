"""Lay out what goes to /usr/share: icons in all sizes, the manual page, the licences of all parts."""

from __future__ import annotations

import gzip
import os
import re
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

APP_ID = "io.github.kitchentable.KitchenTable"
ROOT = Path(__file__).resolve().parents[2]
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main() -> None:
    """Fill the folder named on the command line."""
    share = Path(sys.argv[1])
    lay_icons(share / "icons/hicolor", ROOT / "resources/icons/kitchentable.svg")
    lay_packed(share / "man/man1/kitchentable.1.gz", ROOT / "packaging/linux/kitchentable.1")
    lay_packed(share / "doc/kitchentable/changelog.gz", ROOT / "packaging/linux/changelog")
    lay_licences(share / "doc/kitchentable/licences", parts_of("kitchentable"))


def lay_icons(to: Path, drawing: Path) -> None:
    """Write the drawing itself and a PNG file of each size."""
    place = to / "scalable/apps"
    place.mkdir(parents=True)
    (place / f"{APP_ID}.svg").write_bytes(drawing.read_bytes())
    application = QGuiApplication(sys.argv[:1])
    renderer = QSvgRenderer(str(drawing))
    for size in SIZES:
        image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter)
        painter.end()
        place = to / f"{size}x{size}/apps"
        place.mkdir(parents=True)
        if not image.save(str(place / f"{APP_ID}.png")):
            sys.exit(f"The icon of {size} pixels could not be written.")
    application.shutdown()


def lay_packed(to: Path, text: Path) -> None:
    """Write a text packed as Debian wants it, with no time in it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(gzip.compress(text.read_bytes(), 9, mtime=0))


def parts_of(name: str) -> set[str]:
    """Return every distribution that the program needs, and that its parts need, on this system."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if one in found:
            continue
        try:
            wanted = metadata.requires(one) or []
        except metadata.PackageNotFoundError:
            continue  # asked for on other systems only
        found.add(one)
        waiting += [re.split(r"[ ;<>=!~\[(]", line)[0] for line in wanted if "extra ==" not in line]
    return found - {name}


def lay_licences(to: Path, parts: set[str]) -> None:
    """Copy the licence files of every part, and of Python; where a part carries none, write what it states."""
    if not parts:
        sys.exit("The program's own parts are not known: is it installed in this environment?")
    for part in sorted(parts):
        place = to / part
        place.mkdir(parents=True)
        own = metadata.distribution(part)
        texts = [one for one in own.files or [] if re.search(r"(licen[cs]e|copying|notice)", one.name, re.IGNORECASE)]
        for text in texts:
            if text.suffix not in {".py", ".pyc"}:
                (place / text.name).write_bytes(Path(str(text.locate())).read_bytes())
        about = own.metadata
        stated = next((about[key] for key in ("License-Expression", "License") if key in about), "see its own words")
        (place / "about.txt").write_text(f"{about['Name']} {own.version}\n{stated}\n", encoding="utf-8")
    place = to / "python"
    place.mkdir(parents=True)
    (place / "LICENSE.txt").write_bytes(python_licence().read_bytes())


def python_licence() -> Path:
    """Return Python's own licence, where Python or Debian keeps it."""
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    debian = Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright")
    return own if own.is_file() else debian


if __name__ == "__main__":
    main()
