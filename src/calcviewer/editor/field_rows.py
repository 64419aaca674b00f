"""The rows of a form, one class for each sort of field; `ROWS` is the table of them."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtWidgets import QCheckBox, QWidget

from calcviewer.core.form_fields import FormRow, FormState, Sort
from calcviewer.core.nameable import Choice
from calcviewer.core.schema import Hint, Kind
from calcviewer.core.values import Path, Value
from calcviewer.editor.choice_field import ChoiceField
from calcviewer.editor.chooser import Chooser
from calcviewer.editor.form_row import RowWidget
from calcviewer.editor.items_field import ItemsField
from calcviewer.editor.names_field import NamesField
from calcviewer.editor.text_field import TextField
from calcviewer.editor.words_edit import WordsEdit
from calcviewer.i18n import N_, _

NUMBER_WIDTH_PX = 110
FLAGS = {True: "true", False: "false"}
LIST_NAMES = {"step": N_("Link to a step"), "word": N_("Word of the glossary")}


class TextRow(RowWidget):
    """A text in each language."""

    chooser: Chooser | None = None

    def _editor(self, row: FormRow) -> QWidget:
        self.field = self._text_field(row)
        return self.field

    def _text_field(self, row: FormRow, at: int | None = None) -> TextField:
        made = TextField(row.field.hint is Hint.LINES)
        made.field_made.connect(self.asks.watch)
        made.words_changed.connect(
            lambda code, words: self.asks.text_changed.emit(self.row, self._path(at), code, words)
        )
        made.split_wanted.connect(lambda: self.asks.split_wanted.emit(self._path(at)))
        made.accepted.connect(lambda: self.asks.accepted.emit(self._path(at)))
        made.help_wanted.connect(self._help)
        return made

    def _path(self, at: int | None) -> Path:
        return self.row.path if at is None else (*self.row.path, at)

    def _show(self, row: FormRow, state: FormState) -> None:
        self.field.show_texts(row.texts[0], row.label, row.help)

    def _help(self, wish: str, edit: WordsEdit) -> None:
        if wish == "bold":
            edit.wrap("**", "**")
        elif self.state is not None:
            known = self.state.known
            choices = known.choices(Hint.STEPS) if wish == "step" else known.words()
            mark = "#" if wish == "step" else "term:"
            self.chooser = Chooser(self, choices, self.icons, _(LIST_NAMES[wish]))
            self.chooser.chosen.connect(lambda name: self._link(edit, f"{mark}{name}", choices))
            self.chooser.destroyed.connect(self._forget)
            self.chooser.open_at(edit)

    def _link(self, edit: WordsEdit, target: str, choices: Sequence[Choice]) -> None:
        """The selected words become a link; without any, the label of its target does."""
        if not edit.textCursor().hasSelection():
            label = next(choice.label for choice in choices if target.endswith(choice.name))
            edit.insertPlainText(f"[{label}]({target})")
            edit.setFocus()
        else:
            edit.wrap("[", f"]({target})")

    def _forget(self) -> None:
        self.chooser = None


class TextsRow(TextRow):
    """A list of texts in each language."""

    def _editor(self, row: FormRow) -> QWidget:
        self.items: ItemsField[TextField] = ItemsField(lambda at: self._text_field(row, at), is_stacked=True)
        self.items.asked.moved.connect(lambda at, to: _move(self, at, to))
        self.items.asked.removed.connect(lambda at: _remove(self, at))
        self.items.asked.added.connect(lambda: _add(self, dict.fromkeys(self._languages(), "")))
        return self.items

    def _languages(self) -> Sequence[str]:
        return self.state.languages if self.state else ()

    def _show(self, row: FormRow, state: FormState) -> None:
        for at, held in enumerate(self.items.show_count(len(row.texts), row.label)):
            held.show_texts(row.texts[at], f"{row.label} {at + 1}", row.help)


class LineRow(RowWidget):
    """Plain words on one line, or a number."""

    def _editor(self, row: FormRow) -> QWidget:
        self.edit = WordsEdit()
        self.asks.watch(self.edit)
        self.edit.words_changed.connect(self._change)
        if row.sort is Sort.NUMBER:
            self.edit.setMaximumWidth(NUMBER_WIDTH_PX)
        return self.edit

    def _change(self, words: str) -> None:
        if words:
            self.asks.value_changed.emit(self.row.path, words)
        else:
            self.asks.value_removed.emit(self.row.path)

    def _show(self, row: FormRow, state: FormState) -> None:
        self.edit.setAccessibleName(row.label)
        self.edit.setAccessibleDescription(row.help)
        self.edit.show_words(" ".join(row.names))


class StringsRow(RowWidget):
    """A list of plain words."""

    def _editor(self, row: FormRow) -> QWidget:
        self.items: ItemsField[WordsEdit] = ItemsField(self._line)
        self.items.asked.moved.connect(lambda at, to: _move(self, at, to))
        self.items.asked.removed.connect(lambda at: _remove(self, at))
        self.items.asked.added.connect(lambda: _add(self, ""))
        return self.items

    def _line(self, at: int) -> WordsEdit:
        edit = WordsEdit()
        self.asks.watch(edit)
        edit.words_changed.connect(lambda words: self._change(at, words))
        return edit

    def _change(self, at: int, words: str) -> None:
        items = _items(self.row)
        if at < len(items):
            self.asks.value_changed.emit(self.row.path, [*items[:at], words, *items[at + 1 :]])

    def _show(self, row: FormRow, state: FormState) -> None:
        items = _items(row)
        for at, edit in enumerate(self.items.show_count(len(items), row.label)):
            edit.setAccessibleName(f"{row.label} {at + 1}")
            edit.setAccessibleDescription(row.help)
            edit.show_words(str(items[at]))


def _items(row: FormRow) -> list[Value]:
    return list(row.value) if isinstance(row.value, list) else [row.value] if row.value else []


def _set_items(widget: RowWidget, items: Sequence[Value]) -> None:
    if items or widget.row.is_required:
        widget.asks.value_changed.emit(widget.row.path, list(items))
    else:
        widget.asks.value_removed.emit(widget.row.path)


def _move(widget: RowWidget, at: int, to: int) -> None:
    items = _items(widget.row)
    items.insert(to, items.pop(at))
    _set_items(widget, items)


def _remove(widget: RowWidget, at: int) -> None:
    items = _items(widget.row)
    del items[at]
    _set_items(widget, items)


def _add(widget: RowWidget, item: Value) -> None:
    _set_items(widget, [*_items(widget.row), item])


class FlagRow(RowWidget):
    """Yes or no."""

    def _editor(self, row: FormRow) -> QWidget:
        self.box = QCheckBox()
        self.box.clicked.connect(lambda is_on: self.asks.value_changed.emit(self.row.path, FLAGS[is_on]))
        return self.box

    def _show(self, row: FormRow, state: FormState) -> None:
        self.box.setText(row.label)
        self.box.setAccessibleDescription(row.help)
        self.box.setChecked(row.value == FLAGS[True])


class ChoiceRow(RowWidget):
    """One or several words of a few."""

    def _editor(self, row: FormRow) -> QWidget:
        self.field = ChoiceField(row.field.choices or {}, self.icons, row.sort is Sort.CHOICE)
        self.field.chosen.connect(self._change)
        return self.field

    def _change(self, words: tuple[str, ...]) -> None:
        if not words:
            self.asks.value_removed.emit(self.row.path)
        elif words != self.row.names:
            self.asks.value_changed.emit(self.row.path, _as_written(self.row, words))

    def _show(self, row: FormRow, state: FormState) -> None:
        self.field.show_choice(row.names, row.label)


class NamesRow(RowWidget):
    """What the element names: one thing, or several."""

    def _editor(self, row: FormRow) -> QWidget:
        self.field = NamesField(self.icons, row.sort is Sort.NAME)
        self.field.names_changed.connect(self._change)
        self.field.list_wanted.connect(self._open)
        return self.field

    def _open(self) -> None:
        if self.state is not None:
            self.field.open_list(self.state.known.choices(self.row.field.hint, self.state.entry.element))

    def _change(self, names: "str | tuple[str, ...]") -> None:
        if isinstance(names, str) or self.row.sort is Sort.NAME:
            self.asks.value_changed.emit(self.row.path, names if isinstance(names, str) else names[0])
        elif names or self.row.is_required:
            self.asks.value_changed.emit(self.row.path, _as_written(self.row, names))
        else:
            self.asks.value_removed.emit(self.row.path)

    def show_anew(self) -> None:
        """The chips have pictures of their own."""
        self.field.forget()
        super().show_anew()

    def _show(self, row: FormRow, state: FormState) -> None:
        hint = row.field.hint
        self.field.show_names(
            [state.known.choice(hint, name) for name in row.names], row.field.choices or {}, row.label
        )


def _as_written(row: FormRow, words: tuple[str, ...]) -> Value:
    """Several words as a list; a single one as it stood before, where the file may say either."""
    is_rule = row.field.kind is Kind.ONE_OR_STRINGS and any(row.value == word for word in row.field.choices or {})
    may_be_one = row.field.kind in (Kind.ONE_OR_STRINGS, Kind.CHOICES) and isinstance(row.value, str) and not is_rule
    is_one = row.field.kind is Kind.CHOICE or (may_be_one and len(words) == 1)
    return words[0] if is_one else cast("Value", list(words))


ROWS: Mapping[Sort, type[RowWidget]] = {
    Sort.TEXT: TextRow,
    Sort.TEXTS: TextsRow,
    Sort.LINE: LineRow,
    Sort.NUMBER: LineRow,
    Sort.FLAG: FlagRow,
    Sort.CHOICE: ChoiceRow,
    Sort.CHOICES: ChoiceRow,
    Sort.NAME: NamesRow,
    Sort.NAMES: NamesRow,
    Sort.STRINGS: StringsRow,
}
"""How each sort of field is edited: one row for each."""
