"""Pictures of strangers: plain shapes pass, everything that could run, reach out or never end does not."""

import pytest

from calcviewer.core.safe_svg import SIZE_LIMIT, is_safe_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<path d="M0 0 L1 1" fill="url(#g)"/>',
        "<g><title>Wall</title><text x='1'>intima<tspan>!</tspan></text></g>",
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>',
        "<style>.a{fill:red}</style>",
    ],
)
def test_plain_drawings_pass(inside: str) -> None:
    assert is_safe_svg(f"{OPEN}{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        "<script>1</script>",
        '<image href="file:///etc/passwd"/>',
        '<rect onclick="x()"/>',
        '<text xmlns:x="http://www.w3.org/1999/xlink" x:href="http://host">a</text>',
        '<rect fill="url(http://host/a)"/>',
        '<style>@import "http://host";</style>',
        "<foreignObject/>",
        '<filter id="f"/>',
        '<pattern id="p"/>',
        '<g xmlns="http://www.w3.org/1999/xhtml"/>',
        "<?php 1 ?>",
        "<g>",
        "&undefined;",
    ],
)
def test_everything_else_is_refused(inside: str) -> None:
    assert not is_safe_svg(f"{OPEN}{inside}</svg>".encode())


def test_entities_other_formats_and_giants_are_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + OPEN + "&b;</svg>"
    assert not is_safe_svg(bomb.encode())
    assert not is_safe_svg(b"\x89PNG\r\n")
    assert not is_safe_svg(OPEN.encode() + b" " * SIZE_LIMIT + b"</svg>")
    assert not is_safe_svg(b'<?xml version="1.0" encoding="x-none"?><svg/>')
