"""The catalogues say everything that the code says, in every language, and are compiled. `dev.py i18n` updates them."""

import io
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import dev
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = sorted(dev.LOCALE.glob("*/LC_MESSAGES/calcviewer.po"))
HOW_TO = "run: python3 dev.py i18n"
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[sd]")


def _read(path: Path) -> Catalog:
    locale = None if path.suffix == ".pot" else path.parent.parent.name
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def _texts(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _messages(catalogue: Catalog) -> dict[tuple[str, ...], Message]:
    return {_texts(message.id): message for message in catalogue if message.id}


def _language(path: Path) -> str:
    return path.parent.parent.name


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The messages as they stand in the code now."""
    output = tmp_path_factory.mktemp("catalogue") / "calcviewer.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "extract", *dev.EXTRACT, f"--output={output}", "src"]
    subprocess.run(command, check=True, capture_output=True, cwd=dev.ROOT)
    return _read(output)


def test_there_is_a_catalogue() -> None:
    assert "id" in {_language(path) for path in CATALOGUES}


def test_template_is_what_the_code_says(extracted: Catalog) -> None:
    assert set(_messages(_read(dev.TEMPLATE))) == set(_messages(extracted)), HOW_TO


@pytest.mark.parametrize("path", CATALOGUES, ids=_language)
class TestCatalogue:
    """One language."""

    def test_holds_the_messages_of_the_code(self, path: Path, extracted: Catalog) -> None:
        catalogue = _read(path)
        assert set(_messages(catalogue)) == set(_messages(extracted)), HOW_TO
        assert list(catalogue.obsolete) == [], HOW_TO

    def test_is_translated_and_sure(self, path: Path) -> None:
        messages = _messages(_read(path)).values()
        assert [message.id for message in messages if message.fuzzy] == []
        assert [message.id for message in messages if not all(_texts(message.string))] == []

    def test_has_a_text_for_every_number(self, path: Path) -> None:
        catalogue = _read(path)
        plurals = [message for message in _messages(catalogue).values() if message.pluralizable]
        assert [message.id for message in plurals if len(_texts(message.string)) != catalogue.num_plurals] == []

    def test_keeps_the_placeholders(self, path: Path) -> None:
        """Each translation has those of the message; of a plural, those of its last form."""
        changed = [
            (message.id, text)
            for message in _messages(_read(path)).values()
            for text in _texts(message.string)
            if text and sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(_texts(message.id)[-1]))
        ]
        assert changed == []

    def test_is_compiled(self, path: Path) -> None:
        compiled = io.BytesIO()
        write_mo(compiled, _read(path))
        assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), HOW_TO
