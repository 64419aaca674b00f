"""Every text: in both languages, of a length that is read, in sentences, and finished."""

import re
import textwrap
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from calcviewer.core.checks import LABEL_LINES, LABEL_WIDTH
from tests.content.content import LANGUAGES, Written, all_texts, diagrams, library, plain, targets, words


class Length(NamedTuple):
    """The fewest and the most words; of sentences, where the number matters."""

    words: tuple[int, int]
    sentences: tuple[int, int] | None = None


LENGTHS: Mapping[str, Length] = {
    "alt": Length((6, 90)),
    "arrow": Length((6, 28), (1, 1)),
    "ask": Length((4, 30)),
    "caution": Length((8, 45), (1, 3)),
    "cell": Length((1, 14)),
    "choice": Length((1, 16)),
    "definition": Length((7, 30), (1, 2)),
    "fact": Length((4, 22), (1, 1)),
    "label": Length((1, 9)),
    "note": Length((30, 80), (2, 5)),
    "objective": Length((4, 20)),
    "source": Length((60, 100)),
    "step": Length((30, 90), (2, 5)),
    "stop": Length((18, 60), (2, 5)),
    "summary": Length((25, 65), (1, 4)),
    "title": Length((1, 10)),
    "why": Length((8, 28), (1, 2)),
}
SENTENCES = ("arrow", "caution", "definition", "fact", "note", "objective", "step", "stop", "summary", "why")
"""The kinds that are whole sentences and end like one."""
LINKS = 3
"""More links than this in one text are a distraction."""

SAME_IN_BOTH = {
    "Apoptosis",
    "BMP-2",
    "Diltiazem",
    "Fetuin-A",
    "Granuloma",
    "Metastasis",
    "Normal",
    "Osteoid",
    "Osteopontin",
    "Stasis",
}
"""Words that are the same in English and in Indonesian; any other text that is the same was not translated."""
TELLTALES = {"en": {"and", "is", "of", "the", "with"}, "id": {"adalah", "dan", "dengan", "di", "yang"}}
"""Words that no text in the other language has."""

SLIPS = {
    "a word twice": r"(?i)\b(\w+) \1\b",
    "a space before a mark": r" [,.;:!?]",
    "no space after a mark": r"[,;:!?](?=[^\W\d])",
    "two full stops": r"(?<!\.)\.\.(?!\.)",
    "a hyphen for a dash": r" - ",
    "a sentence that begins small": r"[.?!] (?=[a-z])(?<!mis\. )(?<!e\.g\. )(?<!i\.e\. )",
    "HTML": r"[<>]",
    "a note to the author": r"(?i)\b(?:todo|fixme|xxx|tbd|brief|lorem)\b",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there(language: str) -> None:
    assert [written.place for written in all_texts() if not written.text.has(language)] == []


def test_what_is_the_same_in_both_languages_is_the_same_word() -> None:
    same = {w.text.get("en") for w in all_texts() if w.text.get("en").strip() == w.text.get("id").strip()}
    assert same == SAME_IN_BOTH


@pytest.mark.parametrize(("language", "other"), [("en", "id"), ("id", "en")])
def test_no_text_stands_under_the_wrong_language(language: str, other: str) -> None:
    assert [w.place for w in all_texts() if TELLTALES[other] & {*words(w.text.get(language))}] == []


def test_every_treatment_says_how_good_its_evidence_is() -> None:
    assert [f"{d.id}#{t.id}" for d in diagrams().values() for t in d.treatments if not t.evidence] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_as_long_as_a_reader_reads(language: str) -> None:
    found = ((written, len(words(written.text.get(language)))) for written in all_texts())
    assert [f"{w.place}: {count} words" for w, count in found if not _is_within(count, LENGTHS[w.kind].words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_as_many_sentences_as_they_should(language: str) -> None:
    found = ((written, _sentence_count(written, language)) for written in all_texts())
    limits = {kind: length.sentences for kind, length in LENGTHS.items()}
    assert [f"{w.place}: {count} sentences" for w, count in found if not _is_within(count, limits[w.kind])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end(language: str) -> None:
    texts = ((w.place, _flat(w, language)) for w in all_texts() if w.kind in SENTENCES)
    assert [place for place, text in texts if not re.search(r"[.?!][\"')]?$", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_into_their_boxes(language: str) -> None:
    labels = [(w.place, w.text.get(language)) for w in all_texts() if w.kind == "label"]
    assert [place for place, label in labels if len(textwrap.wrap(label, LABEL_WIDTH)) > LABEL_LINES] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slip", SLIPS)
def test_no_text_has(slip: str, language: str) -> None:
    pattern = re.compile(SLIPS[slip])
    found = ((written.place, pattern.search(_flat(written, language))) for written in all_texts())
    assert [f"{place}: {slip.group()!r}" for place, slip in found if slip] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_is_closed_and_links_are_few(language: str) -> None:
    texts = [(w.place, w.text.get(language)) for w in all_texts()]
    assert [place for place, text in texts if text.count("**") % 2 or text.count("*") % 2] == []
    assert [place for place, text in texts if len(targets(text)) > LINKS] == []


def test_no_file_has_a_note_to_its_author() -> None:
    paths = [*library().paths.values(), library().folder / "library.yaml"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    assert [name for name, text in texts.items() if re.search(r"\b(?:TODO|FIXME|XXX|TBD|BRIEF|CHECK)\b", text)] == []


def test_every_diagram_says_who_wrote_it_when_and_under_which_licence() -> None:
    for diagram in diagrams().values():
        assert diagram.authors, diagram.id
        assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", diagram.updated), diagram.id
        assert diagram.licence == "CC-BY-4.0", diagram.id
        assert 2 <= len(diagram.tags) <= 5, diagram.id


def _is_within(count: int, limits: tuple[int, int] | None) -> bool:
    return limits is None or limits[0] <= count <= limits[1]


def _flat(written: Written, language: str) -> str:
    return " ".join(plain(written.text.get(language)).split())


def _sentence_count(written: Written, language: str) -> int:
    return len(re.findall(r"[.?!][\"')]*(?= [A-Z0-9\"'(]|$)", _flat(written, language)))
