"""`calcviewer self-test`: does this installation work? Needs no display, works from a bundle, and changes nothing."""

import argparse
import os
import platform
from collections.abc import Callable, Sequence

from calcviewer import __version__, paths
from calcviewer.cli import OK, PROBLEMS
from calcviewer.core.library import Library, check_library, open_library
from calcviewer.core.model import LANGUAGES
from calcviewer.i18n import _


def run(words: Sequence[str]) -> int:
    """Prints one line per check; exit code 0 if every one holds, else 1."""
    argparse.ArgumentParser(prog="calcviewer self-test", description=_("Test this installation.")).parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"CalcViewer {__version__}, Python {platform.python_version()}, {platform.platform()}")
    is_well = False not in [_attempt(name, check) for name, check in CHECKS]
    print(_("Everything works.") if is_well else _("Something does not work; the lines above say what."))
    return OK if is_well else PROBLEMS


def _attempt(name: str, check: Callable[[], str]) -> bool:
    try:
        said = check()
    except Exception as failure:  # noqa: BLE001 - whatever is broken here is what this command reports
        print(f"FAILED  {name}: {type(failure).__name__}: {failure}")
        return False
    print(f"ok      {name}: {said}")
    return True


def _libraries() -> str:
    from importlib.metadata import version

    return ", ".join(
        f"{name} {version(name)}" for name in ("PySide6-Essentials", "PyYAML", "graphviz", "graphviz-pure")
    )


def _engine() -> str:
    from calcviewer.layout.engine import find_engine, lay_out

    engine = find_engine("")
    lay_out(engine, "digraph { a -> b }")
    return f"{engine.name} ({engine.path.name})"


def _resources() -> str:
    missing = [
        str(p)
        for p in (
            *(paths.resource("fonts", f"CalcViewerSans-{style}.otf") for style in ("Regular", "Bold", "Italic")),
            *(paths.resource("help", f"{page}.{language}.md") for page in ("help", "about") for language in LANGUAGES),
            paths.resource("locale", "id", "LC_MESSAGES", "calcviewer.mo"),
        )
        if not p.is_file()
    ]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    return "fonts, help, translations"


def _library() -> Library:
    return open_library(paths.shipped_library())


def _diagrams() -> str:
    found = list(check_library(_library()))
    if found:
        path, problem = found[0]
        raise ValueError(f"{path.name}:{problem.span.line}: {problem.code} {problem.message}")
    return f"{len(_library().paths)} diagrams without a problem"


def _drawing() -> str:
    from calcviewer.app.main import make_application
    from calcviewer.exporting.formats import render
    from calcviewer.layout.theme import THEMES

    make_application()
    from calcviewer.app.session import drawer_of
    from calcviewer.app.settings import Settings

    drawn = 0
    way = drawer_of(Settings())
    for diagram in _library().diagrams():
        picture = way.draw(diagram)
        for language in LANGUAGES:
            for name in ("svg", "png"):
                assert render(name, picture, diagram, language, THEMES["light"])
                drawn += 1
    return f"{drawn} pictures"


def _window() -> str:
    from calcviewer.app.main import make_application

    make_application()
    from PySide6.QtWidgets import QApplication

    from calcviewer.cli.gallery import showing

    with showing(paths.shipped_library(), "en") as program:
        program.window.grab()
        QApplication.processEvents()
        return f"{len(program.session.library.paths)} diagrams listed"


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("libraries", _libraries),
    ("resources", _resources),
    ("Graphviz", _engine),
    ("diagrams", _diagrams),
    ("drawing", _drawing),
    ("window", _window),
)
