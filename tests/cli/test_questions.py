"""`calcviewer what-if`, `trace` and `paths`: answers as lists and sentences, the same in text and JSON; no Qt."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calcviewer import cli, paths
from tests.content.content import diagrams

DIAGRAM = """\
format: 1
title: {en: Vein, id: Vena}
nodes:
  stasis: {kind: trigger, label: {en: Slow blood, id: Darah lambat}}
  clot: {kind: process, label: {en: Clot, id: Bekuan}}
  lysis: {kind: process, label: {en: Lysis, id: Lisis}}
  stone: {kind: outcome, label: {en: Stone, id: Batu}}
edges:
  - {from: stasis, to: clot, text: {en: "Slow blood *clots*.", id: "Darah lambat membeku."}}
  - {from: clot, to: stone, kind: may-lead-to}
  - {from: clot, to: lysis}
  - {from: lysis, to: stone, kind: inhibits}
treatments:
  heparin: {label: {en: Heparin, id: Heparin}, acts-on: clot, evidence: [trials, guideline]}
  walking: {label: {en: Walking, id: Jalan kaki}, acts-on: stasis -> clot, effect: reduces, may-lead-to: stone}
"""
COMMANDS = {"what-if": [], "trace": ["clot"], "paths": ["stasis", "stone"]}
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "vein.yaml"
    path.write_text(DIAGRAM, "utf-8")
    return str(path)


def lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert cli.main(list(words)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def values(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    return dict(json.loads("\n".join(lines(capsys, *words, "--format", "json"))))


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(list(words)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


# -- what-if -----------------------------------------------------------------------------------------------------------


def test_a_treatment_as_text(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, "what-if", file, "--on", "heparin") == [
        "With: Heparin.",
        "Heparin: Randomised trials · Guideline practice",
        "This is the model’s answer for a complete block; real treatments are partial.",
        "",
        "blocked: clot",
        "prevented: clot, lysis, stone",
        "reduced: ",
        "may_increase: ",
        "unaffected: stasis",
        "1 blocked, 2 prevented, 0 reduced, 0 may increase, 1 unaffected.",
        "",
        "stasis: “Slow blood” is there from the start, as before.",
        "clot: “Clot” is taken away by “Heparin”.",
        "lysis: “Lysis” is prevented, because “Clot” is blocked.",
        "stone: “Stone” is prevented, because “Clot” is blocked.",
    ]


def test_a_treatment_as_json(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = values(capsys, "what-if", file, "--on", "walking", "--block", "lysis")
    assert found["setting"] == {"treatments": ["walking"], "blocked": ["lysis"], "cut": [], "present": []}
    assert found["blocked"] == found["prevented"] == ["lysis"]
    assert found["reduced"] == ["clot", "stone"]
    assert found["may_increase"] == ["stone"]
    assert found["unaffected"] == ["stasis"]
    assert found["evidence"] == {"walking": {"grades": [], "sentence": "Walking: no evidence is named"}}
    assert "complete block" in found["notice"]
    assert [*found["reasons"]] == ["stasis", "clot", "lysis", "stone"]
    assert found["reasons"]["stone"] == {
        "step": "stone",
        "state": "reduced",
        "path": ["stone"],
        "begun_by": ["walking"],
        "stopped_by": [],
        "missing": [],
        "weakened_by": ["stasis -> clot"],
        "marked": ["stasis -> clot"],
        "brakes": ["lysis -> stone"],
        "treatments": ["walking"],
        "sentence": "“Stone” is still reached: Walking → Stone. It is reduced, because the arrow “Slow blood → Clot” "
        "is weakened. It may increase, because a brake fails or weakens: “Lysis → Stone”. It may increase, because "
        "“Walking” can bring it about.",
    }


@pytest.mark.parametrize("arrow", ["stasis -> clot", "stasis->clot", " stasis ->  clot "])
def test_options_repeat_and_arrows_may_be_written_in_any_way(
    file: str, capsys: pytest.CaptureFixture[str], arrow: str
) -> None:
    words = ["--cut", arrow, "--cut=clot -> lysis", "--on", "heparin", "--on=walking", "--present", "lysis"]
    found = values(capsys, "what-if", file, *words)
    assert found["setting"]["cut"] == ["stasis -> clot", "clot -> lysis"] == found["cut"]
    assert [*found["evidence"]] == ["heparin", "walking"]
    assert (found["prevented"], found["may_increase"]) == (["clot"], ["stone"])
    assert found["reduced"] == ["lysis", "stone"]


def test_nothing_asked_changes_nothing(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = values(capsys, "what-if", file)
    assert found["unaffected"] == ["stasis", "clot", "lysis", "stone"]
    assert found["asked"] == "Nothing is blocked and no treatment is on."


def test_the_answer_is_in_the_language_that_was_asked_for(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not paths.resource("locale", "id", "LC_MESSAGES", "calcviewer.mo").is_file():
        pytest.skip("the Indonesian catalogue is not compiled")
    found = lines(capsys, "what-if", file, "--on", "heparin", "--lang", "id")
    assert found[1:3] == [
        "Heparin: Uji klinis acak · Praktik menurut pedoman",
        "Ini jawaban model untuk hambatan total; terapi yang sesungguhnya hanya bekerja sebagian.",
    ]
    assert found[-1] == "stone: “Batu” tercegah karena “Bekuan” diblokir."


@pytest.mark.parametrize("name", diagrams())
def test_every_treatment_of_the_shipped_library_is_answered(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(paths.shipped_library() / f"{name}.yaml")
    for treatment in diagrams()[name].treatments:
        found = values(capsys, "what-if", file, "--on", treatment.id)
        lists = [found[key] for key in ("blocked", "prevented", "reduced", "may_increase", "unaffected")]
        assert {step for steps in lists for step in steps} == diagrams()[name].node_by_id.keys()
        assert all(row["sentence"].endswith(".") for row in found["reasons"].values())


# -- trace and paths ---------------------------------------------------------------------------------------------------


def test_effects_as_text(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, "trace", file, "stasis", "--effects", "--steps", "1") == [
        "1 effect of “Slow blood”, in 1 step.",
        "effects: clot",
        "arrows: stasis -> clot",
        "",
        "Slow blood clots.",
    ]


@pytest.mark.parametrize(
    ("words", "causes", "effects"),
    [
        (["--causes"], ["stasis"], []),
        (["--effects"], [], ["lysis", "stone"]),
        (["--both"], ["stasis"], ["lysis", "stone"]),
        ([], ["stasis"], ["lysis", "stone"]),
    ],
)
def test_a_trace_as_json(
    file: str, capsys: pytest.CaptureFixture[str], words: list[str], causes: list[str], effects: list[str]
) -> None:
    found = values(capsys, "trace", file, "clot", *words)
    assert (found["causes"], found["effects"], found["limit"]) == (causes, effects, None)
    assert found["direction"] == (words[0][2:] if words else "both")
    assert found["distance"] == {"clot": 0} | dict.fromkeys(causes + effects, 1)
    assert len(found["sentences"]) == len(found["arrows"])


def test_an_arrow_can_be_traced(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = values(capsys, "trace", file, "clot->stone", "--steps=1")
    assert found["origin"] == "clot -> stone"
    assert found["causes"] == ["stasis"]


def test_paths_as_text_and_json(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, "paths", file, "stasis", "stone") == [
        "1 path from “Slow blood” to “Stone”.",
        "Slow blood → Clot → Stone",
    ]
    found = values(capsys, "paths", file, "stasis", "stone", "--most", "1", "--lang", "en")
    assert found["is_more"] is False
    assert found["paths"] == [
        {
            "steps": ["stasis", "clot", "stone"],
            "name": "Slow blood → Clot → Stone",
            "sentences": ["Slow blood clots.", "“Clot” can lead to “Stone”."],
        }
    ]
    assert lines(capsys, "paths", file, "stone", "stasis") == ["No path leads from “Stone” to “Slow blood”."]


# -- what goes wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["what-if", "--on", "heparn"], "There is no treatment “heparn” in this diagram. Did you mean “heparin”?"),
        (["what-if", "--on", "clot"], "There is no treatment “clot” in this diagram."),
        (["what-if", "--block", "clott"], "There is no step “clott” in this diagram. Did you mean “clot”?"),
        (["what-if", "--present", "zzz"], "There is no step “zzz” in this diagram."),
        (["what-if", "--cut", "stasis->clott"], "There is no arrow “stasis -> clott” in this diagram. Did you mean"),
        (["what-if", "--cut", "clot"], "There is no arrow “clot” in this diagram."),
        (["what-if", "--cut", "a -> b -> c"], "There is no arrow “a -> b -> c” in this diagram."),
        (["trace", "zzz"], "There is no step “zzz” in this diagram."),
        (["trace", "stone -> clot"], "There is no arrow “stone -> clot” in this diagram."),
        (["paths", "stasis", "heparin"], "There is no step “heparin” in this diagram."),
        (["trace", "\x1b[31m"], "There is no step “\\x1b[31m” in this diagram."),
    ],
)
def test_a_name_that_is_not_there(file: str, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert said in refused(capsys, words[0], file, *words[1:])


@each_command
def test_a_file_that_is_not_there(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, command, str(tmp_path / "gone.yaml"), *COMMANDS[command])
    assert "gone.yaml: No such file or directory" in said


@each_command
@pytest.mark.parametrize("text", ["[", "", "\0", "- a\n"])
def test_a_file_that_is_no_diagram(command: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(text)
    words = [command, str(file), *COMMANDS[command]]
    assert cli.main(words) in (1, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{file}:" in err
    assert " error E" in err


@each_command
def test_a_folder_is_no_diagram(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, str(tmp_path), *COMMANDS[command]]) == 1
    assert "error E006" in capsys.readouterr().err


def test_what_can_be_read_is_answered_and_the_errors_are_told(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(file).write_text(DIAGRAM.replace("[trials, guideline]", "magic"), "utf-8")
    assert cli.main(["what-if", file, "--on", "heparin"]) == 1
    out, err = capsys.readouterr()
    assert "prevented: clot, lysis, stone" in out
    assert err.startswith(f"{file}:14:")
    assert ": error E058 " in err


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DIAGRAM.encode())))
    assert lines(capsys, "trace", "-", "stone", "--causes")[0] == "3 causes of “Stone”, in 2 steps."


@pytest.mark.parametrize(
    "words",
    [
        ["what-if"],
        ["trace", "x.yaml"],
        ["trace", "x.yaml", "a", "--causes", "--effects"],
        ["trace", "x.yaml", "a", "--steps", "0"],
        ["trace", "x.yaml", "a", "--steps", "-1"],
        ["paths", "x.yaml", "a", "b", "--most", "many"],
        ["paths", "x.yaml", "a"],
    ],
)
def test_a_command_that_makes_no_sense_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == 2
    assert f"usage: calcviewer {words[0]}" in capsys.readouterr().err


def test_nothing_from_a_file_can_drive_the_terminal(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    evil = DIAGRAM.replace("en: Clot,", 'en: "\\e[31m\\r\\x9b2J\\n",')
    Path(file).write_text(evil, "utf-8")
    for command, words in COMMANDS.items():
        for form in ("text", "json"):
            cli.main([command, file, *words, "--format", form])
            out = capsys.readouterr().out
            assert not {*out} & {"\x1b", "\r", "\x9b"}


@each_command
def test_qt_is_not_imported(command: str, file: str) -> None:
    code = (
        "import sys; from calcviewer import cli; code = cli.main(sys.argv[1:]);"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]; sys.exit(code)"
    )
    words = [sys.executable, "-c", code, command, file, *COMMANDS[command]]
    result = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
