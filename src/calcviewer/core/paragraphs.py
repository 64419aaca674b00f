"""Texts of several lines without the line ends that only the width of the file made: as a form shows them.

Each such line end is one blank, so that every character keeps its place and a change finds its way back.
"""

import re

from calcviewer.core.problems import visible

_STRUCTURE = r"[ \t]|[-*+>#|`~=]|\d{1,9}[.)]|$"
_SOFT = re.compile(rf"(?<![\n\\|])(?<!  )\n(?!{_STRUCTURE})", re.MULTILINE)
_HEADING = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]|\|)[^\n]*$")


def flowing(words: str) -> str:
    """The words with a blank for each line end inside a paragraph; as long as before."""
    fixed = {match.end() for match in _HEADING.finditer(words)}
    return _SOFT.sub(lambda match: "\n" if match.start() in fixed else " ", words)


def put_back(words: str, flow: str) -> str:
    """`words` changed as its flowing form was changed to `flow`: line ends outside of the change stay."""
    before = flowing(words)
    most = min(len(before), len(flow))
    head = next((index for index in range(most) if before[index] != flow[index]), most)
    rest = most - head
    tail = next((index for index in range(rest) if before[-1 - index] != flow[-1 - index]), rest)
    return words[:head] + flow[head : len(flow) - tail] + words[len(words) - tail :]


def shortened(words: str, limit: int) -> str:
    """The beginning of the words on one line, safe to show; the dots at the end say that there is more."""
    line = visible(" ".join(words[: 4 * limit].split()), 4 * limit)
    return line if len(line) <= limit else f"{line[:limit].rstrip()}…"
