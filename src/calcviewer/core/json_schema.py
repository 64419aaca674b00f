"""The JSON Schema of the two sorts of file, made from the table of fields: what other editors use to help while typing.

It says less than the reader: which ids exist, and whether a quiz answer is in range, no schema can tell.
"""

from collections.abc import Callable, Mapping
from typing import Any

from calcviewer.core.ids import ID_LIMIT
from calcviewer.core.schema import DIAGRAM, FORMAT, LANGUAGE, LIBRARY, Field, Kind, Record

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that the YAML language servers of editors understand."""

Schema = dict[str, Any]

_PLAIN: Schema = {"$ref": "#/definitions/plain"}
_TEXT: Schema = {"$ref": "#/definitions/text"}
_DEFINITIONS: Schema = {
    # An editor takes 2017 for a number and `yes` for a boolean; for us both are text.
    "plain": {"type": ["string", "number", "boolean"]},
    "text": {
        "oneOf": [
            _PLAIN,
            {
                "type": "object",
                "propertyNames": {"pattern": f"^{LANGUAGE}$"},
                "additionalProperties": _PLAIN,
                "minProperties": 1,
            },
        ]
    },
}


def diagram_schema() -> Schema:
    """The schema of a diagram file."""
    return _file_schema(DIAGRAM, "CalcViewer diagram")


def library_schema() -> Schema:
    """The schema of a `library.yaml`."""
    return _file_schema(LIBRARY, "CalcViewer library")


def _file_schema(record: Record, title: str) -> Schema:
    schema = {"$schema": DIALECT, "title": title, **_record(record), "definitions": _DEFINITIONS}
    schema["properties"]["format"]["enum"] = [int(FORMAT), FORMAT]
    return schema


def _record(record: Record) -> Schema:
    return {
        "type": "object",
        "properties": {row.name: _field(row) for row in record.fields},
        "required": [row.name for row in record.fields if row.required],
        "additionalProperties": False,
    }


def _field(row: Field) -> Schema:
    found = _KINDS[row.kind](row)
    return {"allOf": [found], "description": row.help} if "$ref" in found else {**found, "description": row.help}


def _list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_or_list(item: Schema) -> Schema:
    return {"oneOf": [item, _list_of(item)]}


def _choice(row: Field) -> Schema:
    return {"enum": list(row.choices or {})}


def _record_of(row: Field) -> Schema:
    return _record(row.record) if row.record else {"type": "object"}


def _map_of(row: Field, value: Schema) -> Schema:
    names = {"pattern": f"^{row.ids}$", "maxLength": ID_LIMIT}
    return {"type": "object", "propertyNames": names, "additionalProperties": value}


_KINDS: Mapping[Kind, Callable[[Field], Schema]] = {
    Kind.TEXT: lambda _: _TEXT,
    Kind.STRING: lambda _: _PLAIN,
    Kind.NUMBER: lambda _: {"type": "integer", "minimum": 0},
    Kind.FLAG: lambda _: {"type": "boolean"},
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda row: _one_or_list(_choice(row)),
    Kind.STRINGS: lambda _: _list_of(_PLAIN),
    Kind.ONE_OR_STRINGS: lambda _: _one_or_list(_PLAIN),
    Kind.TEXTS: lambda _: _list_of(_TEXT),
    Kind.RECORD: _record_of,
    Kind.RECORDS: lambda row: _list_of(_record_of(row)),
    Kind.RECORD_MAP: lambda row: _map_of(row, _record_of(row)),
    Kind.TEXT_MAP: lambda row: _map_of(row, _TEXT),
    Kind.ARROWS: lambda row: _list_of({"oneOf": [{"type": "string", "pattern": "->"}, _record_of(row)]}),
}
