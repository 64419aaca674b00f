"""The command line: exports, the self-test, the gallery, and how it behaves in odd surroundings."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

from calcviewer import __version__, cli, paths
from calcviewer.cli import gallery, self_test, window
from calcviewer.exporting import formats
from calcviewer.layout.engine import Engine, LayoutError
from tests.app.small import CLOT


@pytest.fixture
def clot(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "clot.yaml").write_text(CLOT)
    return folder


def shell(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    full = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    command = [sys.executable, "-m", "calcviewer", *words]
    return subprocess.run(
        command, capture_output=True, text=True, env={**full, **environment}, timeout=100, check=False, encoding="utf-8"
    )


@pytest.mark.parametrize("form", ["svg", "dot"])
def test_export_writes_a_file_for_each_language(
    clot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    out = tmp_path / "new" / "folder"
    assert cli.main(["export", str(clot), "--to", form, "--out", str(out)]) == 0
    suffix = {"svg": "svg", "dot": "gv"}[form]
    assert sorted(path.name for path in out.iterdir()) == [f"clot-en.{suffix}", f"clot-id.{suffix}"]
    assert capsys.readouterr().out.splitlines() == [str(out / f"clot-{code}.{suffix}") for code in ("en", "id")]


def test_export_of_one_file_in_one_language_and_theme(clot: Path, tmp_path: Path) -> None:
    words = ["export", str(clot / "clot.yaml"), "--lang", "id", "--theme", "dark", "--out", str(tmp_path)]
    assert cli.main(words) == 0
    text = " ".join(ElementTree.parse(tmp_path / "clot-id.svg").getroot().itertext())
    assert "Darah lambat" in text
    assert not (tmp_path / "clot-en.svg").exists()


def test_export_of_the_source_text_alone(tmp_path: Path) -> None:
    library = paths.shipped_library()
    for name in ("trauma", "compare-types"):  # the comparison has nothing of the source text: it is written whole
        words = ["export", str(library / f"{name}.yaml"), "--lang", "en", "--view", "basic", "--out", str(tmp_path)]
        assert cli.main(words) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["compare-types-en.svg", "trauma-basic-en.svg"]
    ids = {piece.get("data-id") for piece in ElementTree.parse(tmp_path / "trauma-basic-en.svg").iter()}
    assert "trauma -> calcium-salt-deposition" in ids
    assert "acute-care" not in ids


def test_export_of_where_the_pathways_meet(clot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--convergence", "--lang", "id", "--out", str(tmp_path)]
    assert cli.main(["export", str(paths.shipped_library()), *words]) == 0
    assert "Jalur infeksi" in (tmp_path / "convergence-id.svg").read_text("utf-8")
    assert cli.main(["export", str(clot), *words]) == 1
    assert str(clot) in capsys.readouterr().err


def test_a_png_needs_no_display(clot: Path, tmp_path: Path) -> None:
    result = shell("export", str(clot), "--to", "png", "--lang", "en", "--out", str(tmp_path))
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "clot-en.png").read_bytes().startswith(b"\x89PNG")


def test_a_diagram_that_cannot_be_read_fails_and_the_others_are_written(
    clot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (clot / "broken.yaml").write_text("[")
    out = tmp_path / "out"
    assert cli.main(["export", str(clot), "--lang", "en", "--out", str(out)]) == 1
    assert [path.name for path in out.iterdir()] == ["clot-en.svg"]
    assert "broken.yaml:1:1: error E034" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(clot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(clot), "--lang", "en", "--out", str(clot / "clot.yaml")]) == 1
    assert "E301" in capsys.readouterr().err
    assert (clot / "clot.yaml").read_text() == CLOT


@pytest.mark.parametrize("name", ["gone", "gone.yaml", "notes.txt"])
def test_what_cannot_be_opened_is_said(clot: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (clot / "notes.txt").write_text("remember the milk")
    assert cli.main(["export", str(clot / name), "--out", str(clot)]) == 2
    assert name in capsys.readouterr().err


def test_what_is_too_much_for_graphviz_is_exported_in_plain_rows(
    clot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_ends() -> Engine:
        raise LayoutError("E204", seconds="10")

    monkeypatch.setattr(formats, "find_engine", never_ends)
    out = tmp_path / "out"
    words = ["export", str(clot / "clot.yaml"), "--lang", "en", "--out", str(out)]
    assert cli.main(words) == 1
    assert not out.exists()
    said = capsys.readouterr().err
    assert "E204" in said
    assert "calcviewer export --simple" in said
    assert cli.main([*words, "--simple"]) == 0
    assert capsys.readouterr().err == ""
    ids = {piece.get("data-id") for piece in ElementTree.parse(out / "clot-en.svg").iter()}
    assert {"stasis", "clot", "stone"} <= ids


def test_a_format_that_is_not_there_is_refused(clot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["export", str(clot), "--to", "docx"])
    assert end.value.code == 2
    assert "docx" in capsys.readouterr().err


def test_self_test_tells_what_works() -> None:
    if not paths.resource("locale", "id", "LC_MESSAGES", "calcviewer.mo").is_file():
        pytest.skip("the Indonesian catalogue is not compiled")
    result = shell("self-test")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"CalcViewer {__version__}, Python ")
    assert [line.split()[0] for line in lines[1:-1]] == ["ok"] * len(self_test.CHECKS)
    assert lines[-1] == "Everything works."


def test_self_test_tells_what_does_not_work(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "shipped_library", lambda: tmp_path / "gone")
    monkeypatch.setattr(self_test, "CHECKS", [row for row in self_test.CHECKS if row[0] in ("libraries", "diagrams")])
    assert cli.main(["self-test"]) == 1
    out = capsys.readouterr().out
    assert "ok      libraries" in out
    assert "FAILED  diagrams: FileNotFoundError" in out
    assert out.endswith("Something does not work; the lines above say what.\n")


def test_gallery_draws_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], clot: Path, qtbot: QtBot
) -> None:
    from calcviewer.core.library import Place

    monkeypatch.setattr(paths, "shipped_library", lambda: clot)
    here = tuple((name, Place("clot", "clot"), actions) for name, _place, actions in gallery.WINDOWS)
    monkeypatch.setattr(gallery, "WINDOWS", here)
    out = tmp_path / "out"
    assert cli.main(["gallery", str(out), "--theme", "dark", "--size", "900x600"]) == 0
    drawn = {f"clot-{language}.{form}" for language in ("en", "id") for form in ("svg", "png")}
    assert {path.name for path in out.iterdir()} == drawn | {
        f"{name}-dark-{language}.png" for name in ("window", "what-if", "edit") for language in ("en", "id")
    }
    assert all(path.stat().st_size > 1000 for path in out.iterdir())
    listed = capsys.readouterr().out
    assert all(f"  {name}\n" in listed for name in drawn)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"CalcViewer {__version__}\n"


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert ", ".join(cli.COMMANDS) in said


@pytest.mark.parametrize("words", [["--nonsense"], ["a", "b"]])
def test_a_window_cannot_be_opened_so(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["folder"]])
def test_without_a_command_the_window_opens(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from calcviewer.app import main as app

    opened: list[Path | None] = []

    def open_window(path: Path | None, _ahead: object) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(app, "open_window", open_window)
    assert cli.main(words) == 0
    assert opened == [Path(word) for word in words] or opened == [None]


def test_a_binding_that_crashes_is_refused_with_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from calcviewer.app import binding

    monkeypatch.setattr(binding, "binding_problem", lambda: "python -m pip install …")
    assert window.run([]) == 2
    assert "python -m pip install …" in capsys.readouterr().err
