"""`calcviewer gallery DIR`: every shipped diagram as PNG and SVG, and pictures of the window, without a display."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from calcviewer import paths
from calcviewer.cli import OK
from calcviewer.core.library import Place, open_library
from calcviewer.core.model import LANGUAGES
from calcviewer.i18n import _
from calcviewer.layout.theme import THEMES

if TYPE_CHECKING:
    from calcviewer.app.main import Program

SHOWN = Place("arterial-atherosclerosis", "phagocyte-death")
ASKED = Place("overview", "necrosis")
"""What the picture of What-if blocks."""
EDITED = Place("venous-phlebolith", "thrombus")
WINDOWS: tuple[tuple[str, Place, tuple[str, ...]], ...] = (
    ("window", SHOWN, ()),
    ("what-if", ASKED, ("what-if", "block", "deselect")),
    ("edit", EDITED, ("edit",)),
)
"""The pictures of the window: name, what is selected, what is done then."""
PATIENCE_S = 30.0


def run(words: Sequence[str]) -> int:
    """Writes the pictures and prints where they are."""
    options = _parser().parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from calcviewer.app.main import make_application
    from calcviewer.app.session import drawer_of
    from calcviewer.app.settings import Settings
    from calcviewer.exporting.formats import EXPORTERS, render
    from calcviewer.saving.write import write_whole

    make_application()
    options.out.mkdir(parents=True, exist_ok=True)
    way = drawer_of(Settings())
    for diagram in open_library(paths.shipped_library()).diagrams():
        picture = way.draw(diagram)
        for language in LANGUAGES:
            for name in ("svg", "png"):
                path = options.out / f"{diagram.id}-{language}{EXPORTERS[name].suffix}"
                write_whole(path, render(name, picture, diagram, language, THEMES["light"]))
    for theme in options.theme or ["light", "dark"]:
        for language in LANGUAGES:
            for name, place, actions in WINDOWS:
                path = options.out / f"{name}-{theme}-{language}.png"
                _picture_of_window(path, theme, language, options.size, place, actions)
    print(_("The pictures are in {folder}:").format(folder=options.out.resolve()))
    for path in sorted(options.out.iterdir()):
        print(f"  {path.name}")
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="calcviewer gallery", description=_("Draw everything without a display."))
    parser.add_argument("out", type=Path, metavar="DIR", help=_("the folder to write to"))
    parser.add_argument("--theme", choices=list(THEMES), action="append", help=_("the colours of the window"))
    parser.add_argument("--size", default="1366x768", help=_("width x height of the window"))
    return parser


def _picture_of_window(path: Path, theme: str, language: str, size: str, place: Place, actions: Sequence[str]) -> None:
    with showing(paths.shipped_library(), language, theme) as program:
        window = program.window
        width, _x, height = size.partition("x")
        window.resize(int(width), int(height))
        program.session.go(place)
        program.session.start_index()
        wait_until(lambda: program.session.picture is not None and program.session.index.also_in is not None)
        for action in actions:
            window.do(action)
        if window.around.is_edited:
            form = window.around.editing.panels.forms.form
            wait_until(lambda: form.state is not None)
        wait_until(lambda: True)
        window.grab().save(str(path))


@contextmanager
def showing(folder: Path, language: str, theme: str = "light") -> Iterator["Program"]:
    """A window with settings of its own that is gone afterwards."""
    from calcviewer.app.main import Program, make_application
    from calcviewer.app.settings import Settings, SettingsFile

    application = make_application()
    with tempfile.TemporaryDirectory() as private:
        file = SettingsFile(Path(private) / "settings.ini")
        file.write(Settings(interface_language=language, content_language=language, theme=theme, is_hint_seen=True))
        program = Program(application, file)
        try:
            program.open(folder)
            program.window.show()
            yield program
        finally:
            program.close()


def wait_until(is_done: object) -> None:
    """Lets the window work until `is_done()`; raises TimeoutError after half a minute."""
    from PySide6.QtWidgets import QApplication

    assert callable(is_done)
    end = time.monotonic() + PATIENCE_S
    while not is_done():
        if time.monotonic() > end:
            raise TimeoutError(_("The drawing did not appear in time."))
        QApplication.processEvents()
        time.sleep(0.005)
    QApplication.processEvents()
