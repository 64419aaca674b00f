"""The JSON Schema: equal to the files that editors use, and of one mind with the reader about the shipped diagrams."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from calcviewer import paths
from calcviewer.core.json_schema import diagram_schema, library_schema
from calcviewer.core.schema import DIAGRAM, LIBRARY, Kind, Record
from calcviewer.core.source import compose
from calcviewer.core.tree import Mapping, Node, Scalar
from tests.conftest import Golden

FOLDER = paths.shipped_library()
SHIPPED = sorted(FOLDER.glob("*.yaml"))
SCHEMAS = {"diagram": diagram_schema, "library": library_schema}
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def as_json(node: Node | None) -> Any:
    """The tree as an editor sees it: plain numbers and booleans by the rules of YAML 1.2."""
    if isinstance(node, Scalar):
        if node.style or not (node.value in WORDS or re.fullmatch(r"-?\d+(\.\d+)?", node.value)):
            return node.value
        return WORDS[node.value] if node.value in WORDS else json.loads(node.value)
    if isinstance(node, Mapping):
        return {key.value: as_json(value) for key, value in node.entries}
    return [as_json(item) for item in node.items] if node else None


def errors(schema: dict[str, Any], text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema)
    return [error.message for error in validator.iter_errors(as_json(compose(text)[0]))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_for_editors_is_up_to_date(name: str, golden: Golden) -> None:
    golden(FOLDER / f"{name}.schema.json", json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name]())


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_the_schema_accepts_what_is_shipped(path: Path) -> None:
    schema = library_schema() if path.stem == "library" else diagram_schema()
    assert errors(schema, path.read_text(encoding="utf-8")) == []


START = "format: 1\ntitle: Clot\nnodes:\n  stasis: {kind: trigger, label: Stasis}\n"


@pytest.mark.parametrize(
    "text",
    [
        START,
        START.replace("title: Clot", "title: {en: Clot, id: 12}"),
        START.replace("format: 1", "format: '1'"),
        START + "edges: [a -> b -> c, {from: a, to: b}]\n",
        START + "treatments: {heparin: {label: a, acts-on: stasis, evidence: [trials, guideline]}}\n",
        START + "refs: {R1: {text: a, year: 1856, checked: true}}\n",
    ],
)
def test_the_schema_accepts_what_the_reader_accepts(text: str) -> None:
    assert errors(diagram_schema(), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "title: Clot\nnodes: {}\n",
        START.replace("format: 1", "format: 2"),
        START.replace("title: Clot", "title: [Clot]"),
        START.replace("title: Clot", "title: {english: Clot}"),
        START.replace("title: Clot", "title:"),
        START.replace("trigger", "triger"),
        START.replace("stasis", "Venous stasis"),
        START.replace("stasis", "x" * 65),
        START + "colour: red\n",
        START + "edges: [stasis]\n",
        START + "edges: [{from: stasis}]\n",
        START + "tags: vein\n",
        START + "quiz: [{ask: Which?, answer: two}]\n",
        START + "refs: {R1: {text: a, checked: yes}}\n",
        START + "refs: {R 1: {text: a}}\n",
    ],
)
def test_the_schema_refuses_what_the_reader_reports(text: str) -> None:
    assert errors(diagram_schema(), text) != []


def records(record: Record) -> list[Record]:
    return [record, *(inner for row in record.fields if row.record for inner in records(row.record))]


def test_every_row_that_holds_a_block_says_which() -> None:
    """Else the reader would take the block for one without fields."""
    holders = {Kind.RECORD, Kind.RECORDS, Kind.RECORD_MAP, Kind.ARROWS}
    rows = [row for top in (DIAGRAM, LIBRARY) for record in records(top) for row in record.fields]
    assert [row.name for row in rows if (row.kind in holders) != (row.record is not None)] == []
    words = [row.name for row in rows if row.choices is not None]
    choices = [row.name for row in rows if row.kind in (Kind.CHOICE, Kind.CHOICES)]
    assert [name for name in words if name not in choices] == ["needs"]  # names, or one of two words
    assert [name for name in choices if name not in words] == []
