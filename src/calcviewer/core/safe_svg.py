"""Whether an SVG picture of a stranger can be drawn without harm: plain shapes and text, no reference, no script.

What can make a renderer run for ever (`use`, patterns, filters, entities) or reach outside is not on the list.
"""

import re
from xml.parsers import expat

SIZE_LIMIT = 1 << 20
SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan")
FRAMES = ("svg", "g", "defs", "title", "desc", "metadata", "style", "linearGradient", "radialGradient", "stop")
ALLOWED = frozenset((*SHAPES, *FRAMES))
_NAMESPACE = "http://www.w3.org/2000/svg"
_REFERENCE = re.compile(r"url\s*\(\s*['\"]?(?!#)|@import|expression\s*\(", re.IGNORECASE)


class _Unsafe(Exception):  # noqa: N818 - an answer
    pass


def is_safe_svg(data: bytes) -> bool:
    """Whether every element and attribute is harmless; malformed XML is not."""
    if len(data) > SIZE_LIMIT:
        return False
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _check_element
    parser.CharacterDataHandler = _check_words
    parser.StartDoctypeDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _Unsafe, ValueError, LookupError):
        return False
    return True


def _check_element(name: str, attributes: dict[str, str]) -> None:
    namespace, _space, local = name.rpartition(" ")
    if namespace not in ("", _NAMESPACE) or local not in ALLOWED:
        raise _Unsafe
    for key, value in attributes.items():
        if key.rpartition(" ")[2].lower().startswith(("on", "href")):
            raise _Unsafe
        _check_words(value)


def _check_words(words: str) -> None:
    if _REFERENCE.search(words):
        raise _Unsafe


def _refuse(*_parts: object) -> None:
    raise _Unsafe
