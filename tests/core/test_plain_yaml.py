"""What is written plainly is read as YAML reads it; everything else, right or wrong, is refused."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from calcviewer import paths
from calcviewer.core.characters import screened
from calcviewer.core.encoding import decode
from calcviewer.core.plain_yaml import DEPTH_LIMIT, TEXT_LIMIT, VALUE_LIMIT, Unusual, read
from calcviewer.core.report import Report
from calcviewer.core.source import compose
from calcviewer.core.tree import Node, Scalar, Sequence
from tests import fuzz_reader

MUTANTS = 20_000
BAD = sorted((Path(__file__).parents[1] / "data" / "bad").glob("*.yaml"))
SHIPPED = sorted(paths.shipped_library().glob("*.yaml"))
EVERY_FORM = """\
# A comment before all.
title: Clot
quoted: "a # b: c"  # a comment
escaped: "a \\"b\\" \\\\ c"
single: 'it''s'
bare: a:b c#d, [e] {f} -> g  # a comment
trailing:   blanks
map: {en: Clot, id: "Bekuan (a/b)", n: 1}  # a comment
nested: { a: [b, "c", 'd''e'], f: {g: "h \\" i"}, j: k#l é  }
nothing: {}
list: [a -> b, "c", d e]
steps:
  - one
  - "two"
  - [three, four]
  - {five: six}
  -   key: seven
      text: |
        First line
          a deeper one

        last line

      more: >-
        folded
        words

        and more
    # a comment at another column
  - key: eight
same:
- a: b
  c: # a comment behind a key
    d: e
- f
last: |-
  no line end
"""


def plainly(node: Node) -> Any:
    """What the careful reader's tree holds, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plainly(item) for item in node.items]
    return {key.value: plainly(child) for key, child in node.entries}


def is_read(text: str) -> bool:
    """Whether the text is read; then it has to be as YAML reads it, down to the order of keys."""
    report = Report()
    if screened(text, report) != text or report.problems:
        return False  # nobody reads it plainly
    try:
        found = read(text)
    except Unusual:
        return False
    root, problems = compose(text)
    assert problems == ()
    assert root is not None
    assert repr(plainly(root)) == repr(found)
    return True


def test_every_form_in_which_a_diagram_is_usually_written() -> None:
    assert is_read(EVERY_FORM)
    assert is_read(EVERY_FORM.replace("\n", "\r\n"))
    assert read(EVERY_FORM)["steps"][4]["text"] == "First line\n  a deeper one\n\nlast line\n"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_files_are_written_plainly(path: Path) -> None:
    assert is_read(path.read_text("utf-8"))


def test_what_is_read_of_a_bad_file_is_what_yaml_reads() -> None:
    texts = [source.text for path in BAD if (source := decode(path.read_bytes())[0])]
    assert 0 < sum(map(is_read, texts)) < len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: b",
        "\n",
        "a\n",
        "a: b\n c\n",
        " a: b\n",
        "- a\nb: c\n",
        "a: b\n- c\n",
        "a:\nb: c\n",
        "a:\n",
        "a: b\na: c\n",
        "a: {b: c, b: d}\n",
        "a: {b: [c], b: [d]}\n",
        "a: [b\n  c]\n",
        "a: [b] c\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a: {[b]: c}\n",
        "a: [b,]\n",
        "a: [b}\n",
        "a: {b: c]\n",
        "a: [b c\n",
        'a: {b: "c\n',
        "a: &b c\n",
        "a: !b c\n",
        "a: - b\n",
        "a: b: c\n",
        "a: b:\n",
        "a: b #c\n",
        "a: 'b' c\n",
        "a: 'b\"\n",
        'a: "b\\n"\n',
        'a: "b" "c"\n',
        "a: |2\n  b\n",
        "a: |\nb: c\n",
        "a: |\n\n  b\n",
        "a: |\n  b\n    \n  c\n",
        "a: |\n    b\n  c\n",
        "a: >\n  b\n    c\n",
        "- a: |\n  b\n",
        "- |\n  a\n",
        "- # a\n  b\n",
        "a:\n    b: c\n  d: e\n",
        "  a: b\nc: d\n",
        "a:\n  b: c\n d: e\n",
        "a: b\tc\n",
        "a: b\rc: d\n",
        "'a': b\n",
        "? a\n",
        "---\na: b\n",
        "a: |\n  " + "b" * TEXT_LIMIT + "\n",
        "a: " + "[" * (DEPTH_LIMIT + 2) + "]" * (DEPTH_LIMIT + 2) + "\n",
        "".join(f"{' ' * level}a:\n" for level in range(DEPTH_LIMIT + 1)) + f"{' ' * 20}a: b\n",
        "a: [" + "b," * VALUE_LIMIT + "b]\n",
        "a: [" + "[[[[b]]]], " * (VALUE_LIMIT // 5) + "b]\n",
    ],
    ids=range(55),
)
def test_what_is_not_written_plainly_is_refused(text: str) -> None:
    with pytest.raises(Unusual):
        read(text)


@pytest.mark.parametrize(
    "line",
    ["a: [" + "b" * 19_000 + ": ]", "a: {b: " + "c " * 9_000 + "; }", "a: " + "b: " * 6_000, "a: |" + " " * 19_000],
)
def test_nothing_is_looked_at_again_and_again(line: str) -> None:
    start = time.perf_counter()
    with pytest.raises(Unusual):
        read(f"{line}\n" * 100)
    assert time.perf_counter() - start < fuzz_reader.SLOWEST_S


def test_texts_however_spoilt_are_read_as_yaml_reads_them_or_not_at_all() -> None:
    originals = [path.read_text("utf-8") for path in SHIPPED]
    count = 0
    for seed in range(MUTANTS):
        chance = random.Random(seed)
        text = _piece(chance.choice(originals), chance) if seed % 4 else EVERY_FORM
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            text = chance.choice(fuzz_reader.SPOILS)(text, chance)
        count += is_read(f"{text}\n")
    assert count > MUTANTS // 10


def _piece(text: str, chance: random.Random) -> str:
    """Some lines of a text, moved to the left as far as they go."""
    lines = text.splitlines()
    first = chance.randrange(len(lines))
    lines = lines[first : first + chance.randint(3, 30)]
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line), default=0)
    return "\n".join(line[indent:] for line in lines)
