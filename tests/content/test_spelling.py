"""Spelling: every word was looked at once, and stands in words-en.txt or words-id.txt.

The lists hold on any machine. Where hunspell and its dictionaries en_GB and id_ID are installed, these say whether the
lists' second part, the ordinary words, is right; the first part is names and terms that no dictionary has.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.content.content import LANGUAGES, all_texts, words

DICTIONARIES = {"en": "en_GB", "id": "id_ID"}

AMERICAN = {
    "-er": r"(?:centi|kilo|micro|milli|nano)?meters?|centers?|centered|calibers?|fibers?|liters?|titers?",
    "-or": r"\w*(?:behavi|col|fav|flav|harb|hum|lab|neighb|tum|vap)or(?!al|at)\w*",
    "-ize": r"(?!sizes?|resize|seized?|prizes?)\w+iz(?:e|es|ed|er|ing|ation|ations)",
    "-yze": r"\w+lyz(?:e|es|ed|ing)",
    "-ense": r"(?:def|off|pret)enses?",
    "-og": r"(?:ana|cata|dia|homo)logs?",
    "e for ae": r"an(?:emi|esth)\w*|hem(?:at|o)\w*|\w*(?:bacter|isch|leuk|septic|tox|ur)emi[ac]s?",
    "e for oe": r"cel(?:iac|om)|diarrhea|edema(?:s|tous)?|esophag\w+|estrogen\w*",
    "one l": r"(?:cance|channe|labe|mode|remode|signa|trave|tunne)l(?:ed|ing)",
    "other": r"aging|artifacts?|etiolog\w+|gray|judgment|molds?|orthopedic\w*|pediatric\w*|skeptic\w*|sulfur",
}
"""Endings and words of American English, for whole words in small letters."""

NOT_STANDARD = {
    "aktifitas": "aktivitas",
    "analisa": "analisis",
    "diagnosa": "diagnosis",
    "distrofi": "distrofik",
    "hipotesa": "hipotesis",
    "kalian": "Anda",
    "merosot": "berdegenerasi",
    "metoda": "metode",
    "nafas": "napas",
    "obyek": "objek",
    "phlebolith": "flebolit",
    "praktek": "praktik",
    "prosentase": "persentase",
    "resiko": "risiko",
    "sintesa": "sintesis",
    "sistim": "sistem",
    "syaraf": "saraf",
}
"""Indonesian words that this library does not use → what it says instead."""


class WordList(NamedTuple):
    """What is right: `special` are the names and terms, `ordinary` the words that a dictionary has."""

    special: tuple[str, ...]
    ordinary: tuple[str, ...]


@cache
def _word_list(language: str) -> WordList:
    text = (Path(__file__).parent / f"words-{language}.txt").read_text("utf-8")
    special, ordinary = ([line for line in part.split("\n") if line] for part in text.split("# ")[1:])
    return WordList(tuple(special[1:]), tuple(ordinary[1:]))


@cache
def _used(language: str) -> dict[str, str]:
    """The words of all texts, the parts of words with hyphens by themselves → one place where each stands."""
    found = {word: written.place for written in all_texts() for word in _parts(words(written.text.get(language)))}
    return dict(sorted(found.items()))


def _parts(found: Iterable[str]) -> Iterator[str]:
    for part in (part for word in found for part in word.split("-")):
        if re.search(r"[^\W\d_]", part):
            yield re.sub(r"['’]s$", "", part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_one_that_was_looked_at(language: str) -> None:
    right = {word for part in _word_list(language) for word in part}
    new = [f"{word} ({place})" for word, place in _used(language).items() if not {word, word.lower()} & right]
    assert new == [], f"correct these, or add them to words-{language}.txt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_in_order(language: str) -> None:
    for part in _word_list(language):
        assert list(part) == sorted({*part}, key=lambda word: (word.lower(), word))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dictionary_knows_the_ordinary_words(language: str) -> None:
    dictionary = DICTIONARIES[language]
    if not (hunspell := shutil.which("hunspell")):
        pytest.skip("hunspell is not installed")
    command = [hunspell, "-d", dictionary, "-i", "utf-8", "-l"]
    text = "\n".join(_word_list(language).ordinary)
    result = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", timeout=60, check=False)
    if result.returncode != 0:
        pytest.skip(f"the dictionary {dictionary} is not installed")
    assert result.stdout.split() == [], f"these belong to the first part of words-{language}.txt, if they are right"


@pytest.mark.parametrize("form", AMERICAN)
def test_the_english_is_british(form: str) -> None:
    american = re.compile(AMERICAN[form])
    found = {w: place for w, place in _used("en").items() if american.fullmatch(w.lower())}
    assert found == {}


def test_the_indonesian_is_standard() -> None:
    assert {word: place for word, place in _used("id").items() if word.lower() in NOT_STANDARD} == {}


@pytest.mark.parametrize("word", ["tumor", "Colors", "fibers", "mineralized", "hematoma", "edema", "signaling", "gray"])
def test_american_words_are_noticed(word: str) -> None:
    assert any(re.fullmatch(pattern, word.lower()) for pattern in AMERICAN.values())
