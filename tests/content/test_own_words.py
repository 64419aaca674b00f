"""Our own words: no sentence repeats the notes that the library was written from for more than eight words in a row."""

from pathlib import Path

import pytest

from tests.content.content import LANGUAGES, all_texts
from tests.content.shingles import LENGTH, NOTES, read, shingles, write

NAMES = ("label", "title")
"""What a thing is called is no sentence."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_shared_with_the_notes(language: str) -> None:
    known = read(NOTES)
    texts = [written for written in all_texts() if written.kind not in NAMES]
    found = [(w.place, run) for w in texts for run, digest in shingles(w.text.get(language)) if digest in known]
    assert found == []


def test_the_notes_are_there() -> None:
    assert len(read(NOTES)) > 15_000
    titles = [w for w in all_texts() if w.kind == "title" and len(w.text.get("en").split()) >= LENGTH]
    assert {digest for w in titles for _run, digest in shingles(w.text.get("en"))} & read(NOTES)


def test_a_shared_run_is_noticed_however_it_is_written(tmp_path: Path) -> None:
    note = "- **Note:** one two three four five six seven eight nine ten\neleven twelve"
    assert write([note], tmp_path / "notes") == 3
    known = read(tmp_path / "notes")

    def is_shared(text: str) -> bool:
        return any(digest in known for _run, digest in shingles(text))

    assert is_shared("Two, [three](#step) four FIVE six **seven** eight; nine - ten!")
    assert not is_shared("two three four five six seven eight nine")
    assert not is_shared("three four five six seven eight nine ten eleven twelve")
