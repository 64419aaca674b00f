"""`calcviewer set`: one value is changed and not a byte besides, or nothing is, and it says why; no Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from calcviewer import cli, paths
from calcviewer.core.library import LIBRARY_FILE
from calcviewer.saving.versions import Versions

DIAGRAM = """\
# A diagram   # with comments
format: 1
title: {en: Vein, id: 'Vena'}
nodes:
  stasis: {kind: trigger, label: {en: Slow blood, id: Darah lambat}}   # first

  clot:
    kind: process
    label: Clot   # the same in both
    refs: [R5.6]
edges:
  - stasis -> clot
  - {from: clot, to: stasis, text: {en: Back.}}
refs:
  R5.6: {text: A book}
"""
LIBRARY = "title: Library\nglossary:\n  clot: {label: {en: Clot}, text: {en: Blood.}}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vein.yaml"
    path.write_bytes(DIAGRAM.encode())
    return path


def changed(file: Path, path: str, value: str) -> str:
    """The text after a change that must be made."""
    assert cli.main(["set", str(file), path, value]) == 0
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        ("nodes.stasis.label.en", "Venous stasis", "en: Slow blood", "en: Venous stasis"),
        ("nodes.stasis.label.en", "Blood: slow, #1", "en: Slow blood", 'en: "Blood: slow, #1"'),
        ("title.id", "it's", "'Vena'", "'it''s'"),
        ("nodes.clot.label", "no", "label: Clot ", "label: no "),
        ("nodes.clot.refs[0]", "R5.6", "", ""),
        ("refs.R5.6.text", "1.10", "A book", "1.10"),
        ("edges[1].text.en", "Zurück 🦴.", "Back.", "Zurück 🦴."),
        ("edges[1].text.id", "Kembali.", "{en: Back.}", "{en: Back., id: Kembali.}"),
        ("edges[1].kind", "inhibits", "to: stasis,", "to: stasis, kind: inhibits,"),
        ("updated", "2026-11-22", "nodes:", "updated: 2026-11-22\nnodes:"),
    ],
)
def test_a_value_is_changed_and_nothing_else(file: Path, path: str, value: str, old: str, new: str) -> None:
    assert changed(file, path, value) == DIAGRAM.replace(old, new, 1)


def test_one_language_of_a_text_that_was_the_same_in_all(file: Path) -> None:
    text = changed(file, "nodes.clot.label.id", "Bekuan")
    assert "en: Clot" in text
    assert "id: Bekuan" in text
    assert "# the same in both" in text
    assert (
        "text:\n      en: Why\n" in changed(file, "nodes.clot.text.en", "Why") or "text: {en: Why" in file.read_text()
    )


def test_it_says_what_was_and_what_is_now(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for value in ("Slow\x1b[2J", "Slow"):
        cli.main(["set", str(file), "nodes.stasis.label.en", value])
        out, err = capsys.readouterr()
        if err:  # a control character can stand in no label
            assert value != "Slow"
            assert "\x1b" not in err
        else:
            assert out == "nodes.stasis.label.en: “Slow blood” is now “Slow”.\n"
    assert cli.main(["set", str(file), "nodes.stasis.label.en", "Slow"]) == 0
    assert capsys.readouterr().out == "nodes.stasis.label.en is “Slow” already; nothing was changed.\n"
    assert cli.main(["set", str(file), "updated", "2026-11-22"]) == 0
    assert capsys.readouterr().out == "updated is now “2026-11-22”.\n"


@pytest.mark.parametrize(
    ("path", "value", "code", "words"),
    [
        ("nodes.stassis.label.en", "x", "E401", "nodes.stasis.label.en"),
        ("nodes.stasis.labl", "x", "E050", "label"),
        ("nodes.gone.label.en", "x", "E401", "nodes.gone.label.en"),
        ("", "x", "E401", ""),
        ("edges[7]", "x", "E401", "edges[7]"),
        ("edges[0].en", "x", "E", ""),
        ("nodes.stasis.kind", "bogus", "E058", "trigger"),
        ("nodes.stasis", "x", "E055", ""),
        ("edges[0]", "stasis -> gone", "E063", "gone"),
        ("nodes.stasis.label.English", "x", "E081", ""),
        ("nodes.clot.refs", "R5.6", "E054", ""),
        ("format", "2", "E023", ""),
        ("nodes.stasis.label.en", "y" * 70_000, "E", ""),
        ("nodes.stasis.label.en", "a\0b", "E005", ""),
        ("nodes.stasis.label.en", "a\ud800b", "E", ""),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    file: Path, capsys: pytest.CaptureFixture[str], path: str, value: str, code: str, words: str
) -> None:
    before = file.stat()
    assert cli.main(["set", str(file), path, value]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"error {code}" in err
    assert words in err
    assert err.count("\n") == 1
    assert file.read_bytes() == DIAGRAM.encode()
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark_stay(file: Path, mark: bytes, end: str) -> None:
    file.write_bytes(mark + DIAGRAM.replace("\n", end).encode())
    assert cli.main(["set", str(file), "title.en", "Artery"]) == 0
    assert file.read_bytes() == mark + DIAGRAM.replace("\n", end).replace("Vein", "Artery").encode()


def test_mixed_line_ends_and_utf_16_stay(file: Path) -> None:
    text = DIAGRAM.replace("\n", "\r\n", 5)
    for data, encoding in ((text.encode(), "utf-8"), (b"\xff\xfe" + text.encode("utf-16-le"), "utf-16")):
        file.write_bytes(data)
        assert cli.main(["set", str(file), "title.en", "Artery"]) == 0
        assert file.read_bytes().decode(encoding) == text.replace("Vein", "Artery")
        assert file.read_bytes()[:2] == data[:2]


def test_a_library_file_is_changed_by_its_own_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / LIBRARY_FILE
    path.write_text(LIBRARY, "utf-8")
    assert "label: {en: Thrombus}" in changed(path, "glossary.clot.label.en", "Thrombus")
    assert "label: {en: Thrombus, id: Trombus}" in changed(path, "glossary.clot.label.id", "Trombus")
    assert cli.main(["set", str(path), "nodes.a", "x"]) == 1
    assert "E401" in capsys.readouterr().err


def test_what_was_there_is_kept_as_an_earlier_version(file: Path) -> None:
    changed(file, "title.en", "Artery")
    versions = Versions(paths.versions_folder())
    assert [versions.read(file, version) for version in versions.list(file)] == [DIAGRAM.encode()]


@pytest.mark.parametrize("text", ["nodes: [", "", "\t- a: b: c\n"])
def test_a_file_that_cannot_be_understood_is_left_alone(
    file: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file.write_text(text, "utf-8")
    assert cli.main(["set", str(file), "nodes.stasis.label.en", "x"]) == 1
    assert "error E" in capsys.readouterr().err
    assert file.read_text("utf-8") == text


def test_what_cannot_be_opened_or_saved_is_told(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["set", str(tmp_path / "gone.yaml"), "title", "x"]) == 2
    assert cli.main(["set", "a\0b", "title", "x"]) == 2
    assert cli.main(["set", str(tmp_path), "title", "x"]) == 1
    file.chmod(0o444)
    assert cli.main(["set", str(file), "title.en", "x"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 4
    assert "E006" in err
    assert "E304" in err
    assert file.read_bytes() == DIAGRAM.encode()


def test_a_save_without_an_earlier_version_is_told(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALCVIEWER_DATA", str(file))
    assert cli.main(["set", str(file), "title.en", "Artery"]) == 0
    out, err = capsys.readouterr()
    assert "“Artery”" in out
    assert "warning W301" in err
    assert "Artery" in file.read_text("utf-8")


def test_it_works_where_there_is_no_qt(file: Path) -> None:
    code = "import sys; sys.modules['PySide6'] = None; from calcviewer import cli; sys.exit(cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "set", str(file), "title.en", "Artery"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
