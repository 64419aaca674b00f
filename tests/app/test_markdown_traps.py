"""Traps in a stranger's Markdown: nothing is loaded, nothing hangs, nothing is anything but text."""

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QTextFormat

from tests.app.small import diagram_with
from tests.app.visitor import Open, Visitor

PATIENCE_S = 2.0
IMAGES = [
    "file:///etc/passwd",
    "/dev/zero",
    "http://127.0.0.1:9/x.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "qrc:/x.png",
    ":/qt-project.org/styles/commonstyle/images/file-16.png",
    "../../secret.png",
    "secret.png",
    "//host/share/x.png",
]
HTML = {
    "script": "<script>alert(1)</script>",
    "image": '<img src="file:///etc/passwd">',
    "style": '<link rel="stylesheet" href="file:///dev/zero">',
    "tables": "<table><tr><td>" * 30 + "x",
    "divs": "<div>\n" * 9_000,
    "comment": "<!-- " * 2_000,
}
SLOW = {
    "quotes": "\n".join([">" * 19_000 + " x"] * 3),
    "list": "\n".join(" " * (2 * depth) + "- x" for depth in range(240)),
    "brackets": "\n".join(["[" * 19_000] * 3),
    "closed brackets": "[" * 9_000 + "]" * 9_000,
    "stars": "*a " * 6_000,
    "underscores": "_" * 19_000,
    "backticks": "".join("`" * n for n in range(190)),
    "table": "| a | b |\n|---|---|\n" + "| x | y |\n" * 2_000,
    "entities": "&amp;" * 3_000,
    "one word": "m" * 19_000,
    "links": "[a](term:b)" * 1_500,
    "combining": "e" + "\u0301" * 10_000,
}


def shown(visitor: Visitor) -> str:
    started = time.monotonic()
    visitor.click("step")
    visitor.details.grab()
    assert time.monotonic() - started < PATIENCE_S
    return visitor.text


@pytest.mark.parametrize("address", IMAGES)
def test_a_picture_in_a_text_is_never_loaded(
    start: Open, library: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    folder = library(trap=diagram_with(f"Before ![words]({address}) after"))
    for place in (folder, folder.parent.parent):
        (place / "secret.png").write_bytes(b"not to be read")
    visitor = start(folder)
    visitor.wait_for_drawing("trap")
    monkeypatch.setattr(socket.socket, "connect", lambda *_args: pytest.fail("a connection"))
    said = shown(visitor)
    assert "Before" in said
    assert "after" in said
    assert pictures(visitor) == []


def pictures(visitor: Visitor) -> list[str]:
    """Pictures of the document that are really there."""
    document = visitor.details.document()
    names = [form.toImageFormat().name() for form in document.allFormats() if form.isImageFormat()]
    return [name for name in names if document.resource(2, name)]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_in_the_place_of_a_picture_hangs_nothing(start: Open, library: Callable[..., Path]) -> None:
    folder = library(trap=diagram_with("Before ![words](pipe.png) ![more](pipe.svg) after"))
    os.mkfifo(folder / "pipe.png")
    os.mkfifo(folder / "pipe.svg")
    visitor = start(folder)
    visitor.wait_for_drawing("trap")
    assert "Before" in shown(visitor)


@pytest.mark.parametrize("kind", HTML)
def test_html_is_shown_as_text(start: Open, library: Callable[..., Path], kind: str) -> None:
    visitor = start(library(trap=diagram_with(f"Before\n\n{HTML[kind]}\n\nafter")))
    visitor.wait_for_drawing("trap")
    said = shown(visitor)
    assert "Before" in said
    assert HTML[kind][:5] in said
    assert pictures(visitor) == []


@pytest.mark.parametrize("kind", SLOW)
def test_a_text_made_to_be_slow_is_not(start: Open, library: Callable[..., Path], kind: str) -> None:
    visitor = start(library(trap=diagram_with(SLOW[kind])))
    visitor.wait(lambda: visitor.session.picture is not None)
    assert shown(visitor)


@pytest.mark.parametrize("text", ["<b>bold</b>", "<img src=x>", "&lt;i&gt;", "<a href='file:///'>x</a>"])
def test_labels_and_titles_are_plain_text_everywhere(start: Open, library: Callable[..., Path], text: str) -> None:
    quoted = text.replace('"', "'")
    diagram = diagram_with("Plain.", text).replace('{en: "Trap", id: "Jebakan"}', f'"{quoted}"')
    visitor = start(library(trap=diagram))
    visitor.wait_for_drawing("trap")
    visitor.do("go-outline")
    visitor.click("step")
    assert text in visitor.text
    assert visitor.window.title.text() == quoted
    row = visitor.outline_row
    assert row is not None
    assert row.text(0) == text
    assert not any(
        form.toCharFormat().isAnchor()
        for form in visitor.details.document().allFormats()
        if form.type() == QTextFormat.FormatType.CharFormat.value
        and "file:" in str(form.property(QTextFormat.Property.AnchorHref.value))
    )


def test_a_definition_in_the_glossary_is_plain_text_too(start: Open, library: Callable[..., Path]) -> None:
    words = "<img src='file:///etc/passwd'><b>x</b>"
    glossary = f'format: 1\nglossary:\n  bad: {{label: "<i>bad</i>", definition: "{words}"}}\n'
    visitor = start(library(library=glossary, trap=diagram_with("What is [this](term:bad)?")) / "trap.yaml")
    visitor.wait_for_drawing("trap")
    visitor.click("step")
    visitor.follow("this")
    assert "&lt;i&gt;bad" in visitor.tooltip
    assert "&lt;img" in visitor.tooltip
    assert "<img" not in visitor.tooltip


PICTURES = {
    "outside": "../secret.png",
    "absolute": "/etc/passwd",
    "missing": "missing.png",
    "empty": "empty.png",
    "no picture": "text.png",
    "bomb": "bomb.svg",
    "pipe": "pipe.png",
    "folder": "folder.png",
}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_of_a_step_that_cannot_be_shown_leaves_words(
    start: Open, library: Callable[..., Path], kind: str
) -> None:
    file = PICTURES[kind]
    text = diagram_with("It has a picture.") + f'    image: {{file: "{file}", alt: {{en: "A clot", id: "Bekuan"}}}}\n'
    folder = library(trap=text)
    (folder / "empty.png").touch()
    (folder / "text.png").write_text("not a picture")
    (folder / "folder.png").mkdir()
    os.mkfifo(folder / "pipe.png")
    uses = '<use href="#a"/>' * 10
    bomb = "".join(f'<g id="{chr(98 + n)}">{uses.replace("#a", "#" + chr(97 + n))}</g>' for n in range(12))
    (folder / "bomb.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/>{bomb}</svg>')
    visitor = start(folder)
    visitor.wait(lambda: visitor.session.picture is not None)
    said = shown(visitor)
    assert "It has a picture." in said
    assert pictures(visitor) == []
