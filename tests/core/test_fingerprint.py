"""A fingerprint names bytes."""

from hypothesis import given
from hypothesis import strategies as st

from calcviewer.core.fingerprint import fingerprint


@given(st.binary(), st.binary())
def test_equal_bytes_have_equal_names_and_others_do_not(one: bytes, other: bytes) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


def test_one_changed_character_of_a_diagram_changes_the_name() -> None:
    text = b"format: 1\ntitle: T\n" * 400
    names = {fingerprint(text[:i] + b"#" + text[i + 1 :]) for i in range(len(text))}
    assert len(names) == len(text)
