"""A long run of edits on shipped diagrams and on a file in every style: `main(seconds)`.

`core/test_edit_properties.py` runs a short one. After each edit the file says exactly what was asked, every comment
that was not removed is still there, and going back gives the same characters.
"""

import random
import re
import time
from collections.abc import Callable
from typing import NamedTuple, cast

from calcviewer import paths
from calcviewer.core import edits, element_edits, form_changes, step_edits
from calcviewer.core.form_contents import contents
from calcviewer.core.form_fields import Sort, form_of
from calcviewer.core.loader import load_diagram
from calcviewer.core.nameable import Nameable
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.schema import EDGE_KINDS, NODE_KINDS
from calcviewer.core.source import compose
from calcviewer.core.text_edit import Draft, apply, in_utf16, inverse
from calcviewer.core.translations import Gaps
from calcviewer.core.uses import put, texts
from calcviewer.core.values import Path, Value, at, cleaned, plain

STYLES = """\
# c1: a head that belongs to nobody
format: 1
title: {en: "Clot 🦴: a story", 'id': 'Bekuan #1'}   # c2\t(a tab)

summary:
  en: >
    Folded words that run
    over lines.

    And a second paragraph.
  # c3
  id: >-
    Kata-kata yang
    dilipat.
authors: [Ibu Sari, "Pak Budi, M.D.",
  O'Neill]   # c4
tags:
- vein
-   clot   # c5
direction: down
# c6
nodes:
  # c7: about stasis
  stasis:
    kind: trigger   # c8
    label: Stasis

  clot: {kind: process, label: {en: Clot, id: Bekuan}, text: "See [it](#stasis), \\"now\\".", needs: [stasis]}

  # c9
  "nodule":
    kind: "outcome"
    label:
      en: Nodule 🦴🦴 end   # c10
      id: 'Nodul ''keras'''
    text:
      en: |+
        A [clot](#clot) that *stays*.

          indented more

      # c11
      id: |2
        Bekuan [itu](#clot).
    needs: all
    # c12: a last remark, deeper

  cell-death:
        kind:   process
        label:  Cell death that is written
           over two lines
        origin: source   # c13

edges:
  - stasis -> clot -> nodule   # c14
  # c15
  - from: cell-death
    # c16
    to: nodule
    kind: may-lead-to
  -
    from: cell-death
    to: clot
  - {from: stasis,   to: nodule , kind: promotes}   # c17
  - nodule -> stasis
bridges: [clot -> nodule]

treatments:
  heparin: {label: Heparin, acts-on: [clot, stasis -> clot], evidence: trials}   # c18
  # c19
  walking:
    label: {en: Walking, id: Berjalan}
    acts-on: stasis
    effect: reduces
    text: {en: "no", id: '1.10'}
groups:
  vein:
    label: {en: Vein, id: Vena}
    nodes:
    - stasis   # c20
    # c21
    - clot
table:
  columns: [clot, nodule]
  rows:
    - label: {en: Time, id: Waktu}   # c22
      cells: {clot: {en: Hours, id: Jam}, nodule: {en: Years, id: Tahunan}}
tour:
  - show: [stasis, stasis -> clot]
    text: {en: Look., id: Lihat.}
  # c23
  - show: heparin
    text: |
      Words.
quiz:
  - ask: {en: "Which?", id: "Yang mana?"}
    choices:
      - {en: One, id: Satu}
      - {en: Two, id: Dua}
    answer: 1   # c24
  - {ask: {en: If?, id: Jika?}, block: [heparin], choices: [a, b], answer: 2}
refs:
  R1.5: {text: "A book", year: 2020}   # c25
# c26: the end"""
"""Every way of writing, with comments that can be told from each other; no line end after the last line."""

AWKWARD = (
    *(
        "x",
        "Two words",
        "a: b",
        "a #b",
        "it's",
        'say "so"',
        "back\\slash",
        "- dash",
        "? q",
        "@at",
        "%",
        "`",
        "{a}",
        "[b], c",
    ),
    *(
        "a, b",
        "yes",
        "null",
        "1.10",
        "2026-11-22",
        "~",
        "---",
        "...",
        "🦴 bone: é",
        "CON",
        "aux.yaml",
        "#",
        "ends:",
        "a: ",
        "!t",
    ),
    *(
        "*bold* **x**",
        "&and",
        "| bar",
        "> more",
        "one\ntwo",
        "one\n\ntwo: 2\n",
        " leading",
        "trailing ",
        "a\tb",
        "\ttab",
        "\n x",
    ),
    *(
        "one\n  deep\nend",
        "a  b   c",
        "one\r\ntwo",
        "word " * 60,
        "a -> b",
        "x]",
        "}",
        "'",
        '"',
        "<<",
        "=",
        "\\",
        "\\n",
        "a\n\n\nb",
    ),
    *(
        "# not a comment\nline",
        "x\n# y",
        "one\n \ntwo",
        "é" * 70,
        "’quoted’",
        "[a](#clot)",
        "null: null",
        "- a\n- b",
        "\u00a0x",
    ),
)
_COMMENT = re.compile(r"#[ ]c\d+")


class Case(NamedTuple):
    """An edit that was asked, and what the file must say after it; `wanted` is None where the edit says that itself."""

    name: str
    done: Rewritten
    wanted: Value | None = None
    may_lose_comments: bool = False


Ask = Callable[[str, random.Random], Case]


def said(text: str) -> dict[str, Value]:
    """What a file says."""
    root, _ = compose(text)
    assert root
    return cast("dict[str, Value]", plain(root))


def _leaf(text: str, chance: random.Random) -> Path:
    return chance.choice(list(texts(said(text))))


def _set(text: str, chance: random.Random) -> Case:
    path, words, wanted = _leaf(text, chance), chance.choice(AWKWARD), said(text)
    put(wanted, path, words)
    return Case("set", edits.set_value(text, path, words), cleaned(wanted))


def _language(text: str, chance: random.Random) -> Case:
    root = said(text)
    section = cast("dict[str, dict[str, Value]]", root["nodes"])
    step = chance.choice(list(section))
    field = chance.choice(("label", "text"))
    words = chance.choice(AWKWARD)
    done = edits.set_text(text, ("nodes", step, field), chance.choice(("en", "id", "fr")), words)
    return Case("language", done)


def _add_step(text: str, chance: random.Random) -> Case:
    root = said(text)
    keys = list(cast("dict[str, Value]", root["nodes"]))
    after = chance.choice(("", *keys))
    fields: dict[str, Value] = {
        "kind": chance.choice(list(NODE_KINDS)),
        "label": {"en": chance.choice(AWKWARD), "id": "B"},
    }
    new = f"new-{chance.randint(0, 999)}"
    keys.insert(keys.index(after) + 1 if after else len(keys), new)
    old = cast("dict[str, Value]", root["nodes"])
    root["nodes"] = {key: old.get(key, fields) for key in keys}
    return Case(
        "add step", edits.add_entry(text, "nodes", new, fields, after), cleaned(root) if new not in old else None
    )


def _add_treatment(text: str, chance: random.Random) -> Case:
    steps = list(cast("dict[str, Value]", said(text)["nodes"]))
    fields: dict[str, Value] = {
        "label": {"en": "T", "id": "T"},
        "acts-on": [chance.choice(steps)],
        "text": chance.choice(AWKWARD),
    }
    return Case("add treatment", edits.add_entry(text, "treatments", f"treat-{chance.randint(0, 999)}", fields))


def _add_arrow(text: str, chance: random.Random) -> Case:
    root = said(text)
    steps = list(cast("dict[str, Value]", root["nodes"]))
    source, target = chance.choice(steps), chance.choice(steps)
    fields: dict[str, Value] = {
        "kind": chance.choice(list(EDGE_KINDS)),
        "text": {"en": chance.choice(AWKWARD), "id": "K"},
    }
    return Case("add arrow", edits.add_arrow(text, source, target, chance.choice((None, fields))))


def _add_stop(text: str, chance: random.Random) -> Case:
    steps = list(cast("dict[str, Value]", said(text)["nodes"]))
    stop: Value = {"show": [chance.choice(steps)], "text": {"en": chance.choice(AWKWARD), "id": "x"}}
    return Case("add stop", edits.add_item(text, "tour", stop))


def _elements(text: str, chance: random.Random) -> list[str]:
    diagram = load_diagram(text, "fuzz").diagram
    assert diagram
    return [*diagram.node_by_id, *diagram.edge_by_id, *diagram.treatment_by_id]


def _arrow(text: str, chance: random.Random) -> str:
    return chance.choice([name for name in _elements(text, chance) if " -> " in name] or ["a -> b"])


def _remove(text: str, chance: random.Random) -> Case:
    return Case("remove", element_edits.remove(text, chance.choice(_elements(text, chance)), "fuzz"), None, True)


def _reverse(text: str, chance: random.Random) -> Case:
    return Case("reverse", element_edits.reverse_arrow(text, _arrow(text, chance)), None, True)


def _kind(text: str, chance: random.Random) -> Case:
    return Case("kind", element_edits.set_arrow(text, _arrow(text, chance), "kind", chance.choice(list(EDGE_KINDS))))


def _rename(text: str, chance: random.Random) -> Case:
    old = chance.choice([name for name in _elements(text, chance) if " -> " not in name])
    return Case("rename", element_edits.rename(text, old, f"name-{chance.randint(0, 99)}", "fuzz"))


def _draw_step(text: str, chance: random.Random) -> Case:
    """By hand: maybe after another step, with an arrow of some kind."""
    after = chance.choice(("", *_steps(text)))
    label = step_edits.new_label(chance.choice(AWKWARD), "en", ("id", "en"))
    fields: dict[str, Value] = {"kind": chance.choice(list(NODE_KINDS)), "label": label}
    kind = chance.choice(list(EDGE_KINDS))
    return Case("draw step", step_edits.add_step(text, f"drawn-{chance.randint(0, 999)}", fields, after, kind))


def _copy(text: str, chance: random.Random) -> Case:
    copy = f"copy-{chance.randint(0, 999)}"
    return Case("copy", step_edits.duplicate_step(text, chance.choice(_steps(text)), copy))


def _group(text: str, chance: random.Random) -> Case:
    groups = list(cast("dict[str, Value]", said(text).get("groups") or {}))
    return Case(
        "group", step_edits.put_into_group(text, chance.choice(_steps(text)), chance.choice(["", *groups])), None, True
    )


def _label(text: str, chance: random.Random) -> Case:
    step, language = chance.choice(_steps(text)), chance.choice(("en", "id"))
    return Case("label", element_edits.set_label(text, step, language, chance.choice(AWKWARD)))


def _steps(text: str) -> list[str]:
    diagram = load_diagram(text, "fuzz").diagram
    assert diagram
    return [*diagram.node_by_id] or ["nothing"]


def _move(text: str, chance: random.Random) -> Case:
    root = said(text)
    section = chance.choice([name for name in ("nodes", "edges", "tour", "quiz", "tags") if root.get(name)])
    holder = root[section]
    keys: list[str | int] = [*holder] if isinstance(holder, dict) else [*range(len(holder))]
    return Case("move", edits.move(text, (section, chance.choice(keys)), chance.randrange(len(keys))))


def _drop(text: str, chance: random.Random) -> Case:
    wanted = said(text)
    path = chance.choice([path for path in texts(wanted) if isinstance(path[-1], str)])
    holder = cast("dict[str, Value]", at(wanted, path[:-1]))
    del holder[str(path[-1])]
    return Case("drop", edits.remove_value(text, path), wanted, True)


def _redirect(text: str, chance: random.Random) -> Case:
    steps = list(cast("dict[str, Value]", said(text)["nodes"]))
    ends = chance.choice(steps), chance.choice(steps)
    return Case("redirect", element_edits.redirect_arrow(text, _arrow(text, chance), *ends), None, True)


def _form(text: str, chance: random.Random) -> Case:
    """A text, or another field, of anything that has a form."""
    root, _ = compose(text)
    diagram = load_diagram(text, "fuzz").diagram
    assert root is not None
    assert diagram is not None
    entry = chance.choice([entry for part in contents(said(text), "en") for entry in part.entries])
    state = form_of(root, entry, Nameable(diagram), ("en", "id"), Gaps())
    assert state is not None
    row, words = chance.choice(state.rows), chance.choice(("", *AWKWARD))
    if row.sort is Sort.TEXT:
        language = chance.choice(row.texts[0]).language
        done = form_changes.set_words(text, entry, row, row.path, language, words, ("en", "id"))
        return Case("form words", done, None, not words)
    if row.sort is Sort.CHOICE:
        word = chance.choice(list(row.field.choices or {}))
        return Case("form choice", form_changes.change_value(text, entry, row.path, word))
    return Case("form field", form_changes.remove_value(text, entry, row.path), None, True)


ASKS: tuple[Ask, ...] = (_set, _set, _set, _language, _add_step, _add_treatment, _add_arrow, _add_stop)
ASKS += (_remove, _reverse, _kind, _rename, _move, _drop, _draw_step, _copy, _group, _label)
ASKS += (_redirect, _form, _form, _form)


def originals() -> list[str]:
    """The texts to edit: shipped diagrams and the file of every style, with line ends of each sort."""
    shipped = [path.read_text(encoding="utf-8") for path in sorted(paths.shipped_library().glob("*.yaml"))]
    found = [text for text in shipped if "\nnodes:" in text]
    return [*found, *[STYLES, STYLES + "\n", STYLES.replace("\n", "\r\n"), STYLES.replace("\n", "\r") + "\r"] * 4]


def check(text: str, case: Case) -> str:
    """The text after an edit; raises AssertionError where something does not hold."""
    if case.done.refused:
        assert not case.done.edits
        assert case.done.refused.message.isprintable()
        return text
    after = apply(text, case.done.edits)
    assert apply(after, inverse(text, case.done.edits)) == text
    assert case.wanted is None or said(after) == case.wanted
    assert case.wanted is None or repr(said(after)) == repr(case.wanted), "the order"
    assert in_utf16(after, ()) == ()
    lost = sorted(set(_COMMENT.findall(text)) - set(_COMMENT.findall(after)))
    assert case.may_lose_comments or not lost, lost
    for mark in ("\r\n", "\r", "\n"):
        if mark in text and not set("\r\n") & set(text.replace(mark, "")):
            assert not set("\r\n") & set(after.replace(mark, "")), "the line ends"
    return after


def session(text: str, chance: random.Random, length: int) -> list[Case]:
    """Edits one after another, each undone sometimes; what was asked."""
    cases, draft = [], Draft(text)
    for _ in range(length):
        before = draft.text
        case = chance.choice(ASKS)(before, chance)
        after = check(before, case)
        cases.append(case)
        draft.apply(case.done.edits)
        assert draft.text == after
        if chance.random() < 0.3:
            draft.apply(inverse(before, case.done.edits))
            assert draft.text == before
    assert apply(text, draft.edits) == draft.text
    assert apply(draft.text, inverse(text, draft.edits)) == text
    return cases


def main(seconds: float, seed: int = 0) -> int:
    """Runs for so many seconds; gives the number of sessions. A failure prints the seed that brings it back."""
    found = originals()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seed += 1
        chance = random.Random(seed)
        try:
            session(chance.choice(found), chance, 12)
        except BaseException:
            print(f"an edit fails with seed {seed}")  # noqa: T201 - what the person at the terminal needs
            raise
    return seed
