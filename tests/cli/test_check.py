"""`calcviewer check`: every problem on a line of its own, an exit code that says it all, no Qt, no traceback."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calcviewer import cli, paths

GOOD = "format: 1\ntitle: {en: A, id: A}\nnodes:\n  a: {kind: trigger, label: {en: A, id: A}}\n"
BAD = GOOD.replace("trigger", "sorcery")
WARNED = GOOD.replace("label: {en: A, id: A}", "label: {en: A}")


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_good_file_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(write(tmp_path / "a.yaml", GOOD))]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_shipped_library_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--strict", str(paths.shipped_library())]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_problem_is_a_line_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "a.yaml", BAD)
    assert cli.main(["check", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{file}:4:")
    assert ": error E058 “sorcery” is not possible for “kind”." in out
    assert err == ""


def test_warnings_fail_only_when_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(write(tmp_path / "a.yaml", WARNED))
    assert cli.main(["check", file]) == 0
    assert ": warning W010 " in capsys.readouterr().out
    assert cli.main(["check", "--strict", file]) == 1


def test_json_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "a.yaml", BAD)
    assert cli.main(["check", "--format", "json", str(file)]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert row.keys() == {"file", "line", "column", "severity", "code", "message"}
    assert (row["file"], row["line"], row["severity"], row["code"]) == (str(file), 4, "error", "E058")


def test_json_without_a_problem_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--format=json", str(write(tmp_path / "a.yaml", GOOD))]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_problems_are_told_in_the_language_of_the_system(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    if language == "id" and not paths.resource("locale", "id", "LC_MESSAGES", "calcviewer.mo").is_file():
        pytest.skip("the Indonesian catalogue is not compiled")
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    cli.main(["check", str(write(tmp_path / "a.yaml", BAD))])
    assert ("is not possible" in capsys.readouterr().out) == (language == "en")


def test_what_is_not_there_cannot_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path / "a.yaml", BAD)
    assert cli.main(["check", str(tmp_path / "gone.yaml"), str(good)]) == 2
    out, err = capsys.readouterr()
    assert "gone.yaml: No such file or directory" in err
    assert "E058" in out


@pytest.mark.parametrize("words", [[], ["--format", "xml", "x"], ["--nonsense"]])
def test_a_command_that_makes_no_sense_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["check", *words])
    assert end.value.code == 2
    assert "usage: calcviewer check" in capsys.readouterr().err


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for command in cli.COMMANDS:
        with pytest.raises(SystemExit) as end:
            cli.main([command, "--help"])
        assert end.value.code == 0
        assert f"usage: calcviewer {command}" in capsys.readouterr().out


@pytest.mark.parametrize(("data", "code"), [(GOOD.encode(), 0), (BAD.encode(), 1), (b"\x00\xff", 1), (b"", 1)])
def test_a_dash_is_standard_input(
    data: bytes, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert cli.main(["check", "-"]) == code
    assert bool(capsys.readouterr().out) == bool(code)


def test_a_folder_is_a_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "a.yaml", GOOD)
    write(tmp_path / "b.yaml", BAD)
    write(tmp_path / "library.yaml", "format: 1\ntitel: x\n")
    assert cli.main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "b.yaml:4:" in out
    assert "library.yaml:2:1: error E050" in out


def test_a_file_of_a_library_is_checked_against_its_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "library.yaml", "format: 1\ntitle: x\nglossary: {}\n")
    write(tmp_path / "b.yaml", BAD)
    linked = GOOD.replace("id: A}}", "id: A}, text: {en: 'A [word](term:unknown)', id: x}}")
    file = write(tmp_path / "a.yaml", linked)
    assert cli.main(["check", str(file)]) == 1
    out = capsys.readouterr().out
    assert "E078 There is no word “unknown” in the glossary." in out
    assert "b.yaml" not in out


@pytest.mark.parametrize("with_library", [False, True])
def test_a_file_that_is_no_diagram_is_never_called_good(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], with_library: bool
) -> None:
    if with_library:
        write(tmp_path / "library.yaml", "format: 1\ntitle: x\n")
        write(tmp_path / "notes.yaml", GOOD)
    file = write(tmp_path / "notes.txt", "remember the milk")
    assert cli.main(["check", str(file)]) != 0
    out, err = capsys.readouterr()
    assert "notes.txt" in out + err


EVIL = "\x1b[31mred\x1b[0m\r\x9b2J\n"


def test_nothing_from_a_file_can_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    escaped = EVIL.replace("\x1b", "\\e").replace("\r", "\\r").replace("\x9b", "\\x9b").replace("\n", "\\n")
    file = write(tmp_path / "a.yaml", GOOD.replace("trigger", f'"{escaped}"'))
    assert cli.main(["check", str(file)]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x9b" not in out
    assert "\r" not in out
    assert "E058" in out


# -- as a shell calls it -----------------------------------------------------------------------------------------------


def shell(
    *words: str | bytes, environment: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "calcviewer", *words]
    full = {**os.environ, **(environment or {})}
    return subprocess.run(command, capture_output=True, env=full, cwd=cwd, timeout=60, check=False)


def test_qt_is_not_imported(tmp_path: Path) -> None:
    file = write(tmp_path / "a.yaml", BAD)
    code = (
        "import sys; from calcviewer import cli; code = cli.main(['check', sys.argv[1]]);"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]; sys.exit(code)"
    )
    result = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (1, b"")


PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("environment", [PLAIN, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_console_that_knows_few_letters_gets_escapes(tmp_path: Path, environment: dict[str, str]) -> None:
    file = write(tmp_path / "a.yaml", GOOD.replace("trigger", "“кальций” ☃"))
    result = shell("check", str(file), environment=environment)
    assert result.returncode == 1
    assert b"E058" in result.stdout
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
@pytest.mark.parametrize(
    "name", [b"new\nline.yaml", b"esc\x1b[31m.yaml", b"latin-\xe9.yaml", b"-.yaml", "☃.yaml".encode()]
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_any_file_name(tmp_path: Path, name: bytes, form: str) -> None:
    file = write(tmp_path / os.fsdecode(name), BAD)
    result = shell("check", "--format", form, os.fsencode(file))
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    assert b"\x1b" not in result.stdout
    if form == "text":
        assert result.stdout.count(b"\n") == result.stdout.count(b" error ")
    else:
        assert len(json.loads(result.stdout)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with pipes")
@pytest.mark.parametrize("count", [1, 3000])
def test_a_reader_that_goes_away_is_no_error_to_shout_about(tmp_path: Path, count: int) -> None:
    nodes = "".join(f"  a{n}: {{kind: sorcery, label: {{en: A, id: A}}}}\n" for n in range(count))
    file = write(tmp_path / "a.yaml", f"format: 1\ntitle: {{en: A, id: A}}\nnodes:\n{nodes}")
    end, start = os.pipe()
    os.close(end)
    command = [sys.executable, "-m", "calcviewer", "check", str(file)]
    result = subprocess.run(command, stdout=start, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(start)
    assert result.stderr == b""
    assert result.returncode in (1, 2)
