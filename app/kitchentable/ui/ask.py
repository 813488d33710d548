"""Ask and tell: the only place that opens message boxes and file dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from kitchentable.domain.errors import Trouble

_BACKUPS = "Backups of Kitchen Table (*.ktbackup)"


class Ask(QObject):
    """Opens one dialog at a time over a window; answers come back through bound methods, never by waiting."""

    def __init__(self, window: QWidget) -> None:
        """Open dialogs over this window."""
        super().__init__(window)
        self._window = window

    def tell(self, trouble: Trouble) -> None:
        """Show what stands in the way, in the trouble's own words."""
        self._open(_box(self._window, QMessageBox.Icon.Information, trouble.title, trouble.message))

    def say(self, title: str, message: str) -> None:
        """Say what was done, where the screen that asked for it is gone by then."""
        self._open(_box(self._window, QMessageBox.Icon.Information, title, message))

    def tell_bug(self, error: BaseException) -> None:
        """Show that we made a mistake: it looks different from anything a parent could have caused."""
        box = _box(
            self._window,
            QMessageBox.Icon.Critical,
            "Sorry, that was our mistake",
            "Kitchen Table ran into a fault of its own. What you saved before is safe. "
            "Please close the app and open it again.",
        )
        box.setDetailedText(f"{type(error).__name__} in {_place(error)}")
        self._open(box)

    def confirm(self, title: str, message: str, yes: str, on_yes: Callable[[], None]) -> None:
        """Ask before something would really be lost; ``yes`` names the deed, Cancel is the default."""
        box = _box(self._window, QMessageBox.Icon.Question, title, message)
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        button = box.addButton(yes.replace("&", "&&"), QMessageBox.ButtonRole.AcceptRole)
        button.setAccessibleName(yes)
        button.setProperty("kind", "danger")
        button.style().unpolish(button)  # the style sheet looked before the button had its kind
        button.style().polish(button)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        button.clicked.connect(on_yes)
        self._open(box)

    def put_away(self) -> None:
        """Close every dialog as if it was cancelled: the records lock, and a question may name a child."""
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def tell_then(self, title: str, message: str, on_read: Callable[[], None]) -> None:
        """Say something, and go on once the parent has closed it."""
        box = _box(self._window, QMessageBox.Icon.Information, title, message)
        box.finished.connect(on_read)
        self._open(box)

    def save_folder(self, title: str, suggested: str, on_path: Callable[[Path], None]) -> None:
        """Ask for the name of a new folder; ``on_path`` is called unless the parent cancels."""
        dialog = QFileDialog(self._window, title, str(Path.home() / suggested))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Name of the new folder:")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def open_export(self, on_path: Callable[[Path], None]) -> None:
        """Ask for the file of an export; ``on_path`` is called unless the parent cancels."""
        dialog = QFileDialog(self._window, "Bring an export in", str(Path.home()), "Exports (kitchentable.json *.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def save_pdf(self, suggested: str, on_path: Callable[[Path], None]) -> None:
        """Ask where to save a PDF; ``on_path`` is called unless the parent cancels."""
        self._save("Save as PDF", suggested, "PDF (*.pdf)", on_path)

    def save_web_page(self, suggested: str, on_path: Callable[[Path], None]) -> None:
        """Ask where to save a web page; ``on_path`` is called unless the parent cancels."""
        self._save("Save as web page", suggested, "Web page (*.html)", on_path)

    def choose_folder(self, on_path: Callable[[Path], None]) -> None:
        """Ask for a folder to save in; ``on_path`` is called unless the parent cancels."""
        dialog = QFileDialog(self._window, "Choose a folder", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def _save(self, title: str, suggested: str, kind: str, on_path: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title, str(Path.home() / suggested), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(suggested).suffix[1:])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def save_calendar(self, suggested: str, on_path: Callable[[Path], None]) -> None:
        """Ask where to save a calendar file; ``on_path`` is called unless the parent cancels."""
        dialog = QFileDialog(self._window, "Save to my calendar", str(Path.home() / suggested), "Calendars (*.ics)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def open_pack(self, on_path: Callable[[Path], None]) -> None:
        """Ask for the file of a pack from others; ``on_path`` is called unless the parent cancels."""
        dialog = QFileDialog(self._window, "Open a pack", str(Path.home()), "Packs for Kitchen Table (*.ktpack)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def save_backup(self, suggested: str, on_path: Callable[[Path], None]) -> None:
        """Ask where to save a backup; ``on_path`` is called unless the parent cancels."""
        dialog = QFileDialog(self._window, "Back up to a file", str(Path.home() / suggested), _BACKUPS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ktbackup")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def open_backup(self, on_path: Callable[[Path], None]) -> None:
        """Ask for the file of a backup; ``on_path`` is called unless the parent cancels."""
        dialog = QFileDialog(self._window, "Restore from a file", str(Path.home()), _BACKUPS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Chosen(dialog, on_path).take)
        dialog.open()

    def choose_printer(self, printer: QPrinter, pages: int | None, on_yes: Callable[[], None]) -> None:
        """Show the system's print dialog; ``on_yes`` is called unless the parent cancels.

        ``pages`` is how many there are, of which some may be chosen; None where all are printed.
        """
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("Print")
        if pages is None:
            dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)  # noqa: FBT003 -- Qt's own
        else:
            dialog.setMinMax(1, max(1, pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, False)  # noqa: FBT003 -- Qt's own
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(on_yes)
        QDialog.open(dialog)  # QPrintDialog's own form of open wants a slot's name

    def _open(self, box: QMessageBox) -> None:
        """Open a box, unless one with the same words is open: ten ticks on a full disk are one trouble."""
        if any(_same(box, one) for one in self._window.findChildren(QMessageBox) if one.isVisible()):
            box.deleteLater()
            return
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def tell_alone(trouble: Trouble) -> None:
    """Show what stands in the way before there is a window; return once the parent has closed it."""
    _box(None, QMessageBox.Icon.Information, trouble.title, trouble.message).exec()


class _Chosen(QObject):
    """Turns the dialog's text into a path; it lives and dies with the dialog."""

    def __init__(self, dialog: QFileDialog, on_path: Callable[[Path], None]) -> None:
        super().__init__(dialog)
        self._on_path = on_path

    def take(self, chosen: str) -> None:
        """Hand the chosen path on."""
        self._on_path(Path(chosen))


def _same(one: QMessageBox, other: QMessageBox) -> bool:
    return one is not other and (one.text(), one.informativeText()) == (other.text(), other.informativeText())


def _box(window: QWidget | None, icon: QMessageBox.Icon, title: str, message: str) -> QMessageBox:
    """Make a message box whose texts are plain: a name with tags in it is shown, not obeyed."""
    box = QMessageBox(window)
    box.setIcon(icon)
    box.setWindowTitle("Kitchen Table")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(message)
    return box


def _place(error: BaseException) -> str:
    """Name the function that failed: never its values, which may be the family's."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "an unknown place" if trace is None else trace.tb_frame.f_code.co_qualname
