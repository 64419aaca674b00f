"""What is read and written back unchanged is the same bytes; what is edited changes only where it was edited."""

import codecs

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from calcviewer.core.encoding import Source, decode, editable, encoded, guessed
from calcviewer.core.stand_in import BREAKING, stand_ins

ENDS = ["\n", "\r\n", "\r"]
ODD = "\u2028\u2029\x85\u00a0\u202f\ufeff\ufdd0\ufdd1\ufdd2\ue000 🦴e\u0301\t:#"
words = st.text(st.sampled_from("ab " + ODD), max_size=4)
lines = st.lists(st.tuples(words, st.sampled_from(ENDS)), max_size=12)


def source_of(data: bytes) -> Source:
    source, _ = decode(data)
    assert source is not None
    return source


@st.composite
def files(draw: st.DrawFn) -> bytes:
    text = "".join(line + end for line, end in draw(lines)) + draw(words)
    encoding, mark = draw(
        st.sampled_from(
            [
                ("utf-8", b""),
                ("utf-8", codecs.BOM_UTF8),
                ("utf-16-le", codecs.BOM_UTF16_LE),
                ("utf-16-be", codecs.BOM_UTF16_BE),
            ]
        )
    )
    return mark + text.encode(encoding)


@given(files())
@example(b"")
@example(b"\r\n\r")
@example(b"a\rb\nc\r\n")
@example(codecs.BOM_UTF8 * 2)
def test_a_file_that_is_not_edited_comes_back_byte_for_byte(data: bytes) -> None:
    source, _ = decode(data)
    assume(source is not None)
    assert source is not None
    text = editable(source)
    assert "\r" not in text
    assert encoded(source, text, keeps_encoding=True) == data


@given(st.binary(max_size=40))
def test_any_bytes_that_can_be_read_come_back(data: bytes) -> None:
    for found in (data, codecs.BOM_UTF16_LE + data, codecs.BOM_UTF16_BE + data):
        source, _ = decode(found)
        if source is not None:
            assert encoded(source, editable(source), keeps_encoding=True) == found


@given(files(), st.lists(words, max_size=12))
def test_what_was_edited_is_what_is_read_again(data: bytes, new: list[str]) -> None:
    source, _ = decode(data)
    assume(source is not None)
    assert source is not None
    text = "\n".join(new)
    assume(not text.startswith("\ufeff"))
    again = source_of(encoded(source, text, keeps_encoding=True))
    assert editable(again) == text


def test_in_a_mixed_file_untouched_lines_keep_their_ends() -> None:
    source = source_of(b"a\r\nb\nc\r\nd\re\r\nf")
    assert encoded(source, "a\nB\nnew\nc\nd\ne\nf") == b"a\r\nB\nnew\r\nc\r\nd\re\r\nf"
    assert encoded(source, "c\nd\nf\n") == b"c\r\nd\rf\r\n"
    assert encoded(source, "") == b""


def test_two_lines_never_become_one_by_their_ends() -> None:
    source = source_of(b"a\rb\nc\r\nd\r\n")
    assert encoded(source, "a\n\nc\nd\n") == b"a\r\r\nc\r\nd\r\n"


@pytest.mark.parametrize("end", ENDS)
def test_new_lines_end_as_all_others_do(end: str) -> None:
    source = source_of(f"a{end}b{end}".encode())
    assert encoded(source, "a\nnew\nb\n") == f"a{end}new{end}b{end}".encode()


def test_utf_16_becomes_utf_8_unless_it_is_to_stay() -> None:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        source = source_of(mark + "ä\r\n".encode(name))
        assert (source.encoding, source.has_bom) == (name, True)
        assert encoded(source, "ö\n") == "ö\r\n".encode()
        assert encoded(source, "ö\n", keeps_encoding=True) == mark + "ö\r\n".encode(name)


# -- stand-ins for what Qt breaks paragraphs at ------------------------------------------------------------------------


@given(st.text(st.sampled_from("ab\n" + ODD)))
@example("".join(map(chr, [*range(0xFDD0, 0xFDF0), *range(0xE000, 0xF900), 0x2029])))
def test_stand_ins_bring_every_character_through_a_text_document(text: str) -> None:
    chosen = stand_ins(text)
    shown = chosen.shown(text)
    assert not set(shown) & set(BREAKING)
    assert not set(chosen.characters) & set(text)
    assert len(set(chosen.characters)) == len(BREAKING)
    assert len(shown.encode("utf-16-le")) == len(text.encode("utf-16-le"))
    assert chosen.meant(shown.replace("\n", "\u2029")) == text


@given(st.binary(max_size=200))
def test_what_was_guessed_gives_the_same_bytes_back(data: bytes) -> None:
    source = guessed(data)
    if source is not None:
        assert encoded(source, editable(source), keeps_encoding=True) == data
        assert encoded(source, editable(source)).decode() == source.text


def test_what_is_no_text_is_not_guessed() -> None:
    assert guessed(b"PK\x03\x04 and so on") is None
    known = guessed("né – “Ü”".encode("cp1252"))
    assert known is not None
    assert known.text == "né – “Ü”"
