"""What a new diagram starts from, how it is called and where it shall lie."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from calcviewer.core.ids import as_id
from calcviewer.i18n import _

LEAST_WIDTH = 460
ROLE = Qt.ItemDataRole.UserRole


class Start(NamedTuple):
    """One row to choose: a template, or the diagram that is copied. `help` is a sentence."""

    id: str
    name: str
    help: str


class NewDialog(QDialog):
    """Emits `made(start id, title, file)`; the caller creates the file, and `refuse` says why it could not.

    `free_name(folder, id)` gives the file that a diagram of that id would become.
    """

    made = Signal(str, str, object)

    def __init__(
        self,
        starts: Sequence[Start],
        folders: Sequence[tuple[str, Path]],
        free_name: Callable[[Path, str], Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._free_name = free_name
        self.setWindowTitle(_("New diagram"))
        self.setMinimumWidth(LEAST_WIDTH)
        self.resize(LEAST_WIDTH + 80, 14 * self.fontMetrics().lineSpacing() + 240)
        self.starts = QListWidget()
        self.starts.setWordWrap(True)
        self.starts.setAccessibleName(_("What to start from"))
        self.starts.setObjectName("starts")
        self.setStyleSheet("""
            #starts { background: palette(base); border: 1px solid palette(mid); border-radius: 6px; padding: 4px; }
            #starts::item { padding: 7px 8px; }
            #starts::item:selected { background: palette(highlight); color: palette(highlighted-text); }
        """)
        for start in starts:
            item = QListWidgetItem(f"{start.name}\n{start.help}", self.starts)
            item.setData(ROLE, start.id)
        self.title_field = QLineEdit()
        self.title_field.setPlaceholderText(_("Title of the diagram"))
        self.folder_box = QComboBox()
        for name, folder in folders:
            self.folder_box.addItem(name, folder)
        self.folder_box.addItem(_("Another folder…"))
        self.place = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.problem.setProperty("isProblem", True)
        self.problem.hide()
        box = QDialogButtonBox()
        self.create_button = box.addButton(_("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(_("Title"), self.title_field)
        form.addRow(_("Folder"), self.folder_box)
        form.addRow(_("File"), self.place)
        column = QVBoxLayout(self)
        column.addWidget(self.starts, 1)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(box)
        self._folder = folders[0][1]
        box.accepted.connect(self._create)
        box.rejected.connect(self.reject)
        self.title_field.textChanged.connect(self._show_place)
        self.folder_box.activated.connect(self._choose_folder)
        self.starts.itemActivated.connect(lambda _item: self.title_field.setFocus())
        self.starts.setCurrentRow(0)
        self.title_field.setFocus()
        self._show_place()

    @property
    def file(self) -> Path:
        """The file that will be made."""
        return self._free_name(self._folder, as_id(self.title_field.text()) or as_id(_("New diagram")))

    def refuse(self, words: str) -> None:
        """Says why nothing was made; the dialog stays."""
        self.problem.setText(words)
        self.problem.show()

    def _show_place(self) -> None:
        self.place.setText(str(self.file))
        self.create_button.setEnabled(bool(self.title_field.text().strip()))
        self.problem.hide()

    def _choose_folder(self, row: int) -> None:
        folder = self.folder_box.itemData(row)
        if folder is None:
            name = QFileDialog.getExistingDirectory(self, _("Folder for the new diagram"), str(self._folder))
            if not name:
                self.folder_box.setCurrentIndex(max(self.folder_box.findData(self._folder), 0))
                return
            folder = Path(name)
            self.folder_box.insertItem(row, name, folder)
            self.folder_box.setCurrentIndex(row)
        self._folder = folder
        self._show_place()

    def _create(self) -> None:
        self.made.emit(self.starts.currentItem().data(ROLE), self.title_field.text().strip(), self.file)
