"""From a diagram to a picture, with and without the cache."""

import threading
from pathlib import Path

import pytest

from calcviewer.core.model import Diagram, Edge, Node
from calcviewer.layout.cache import LayoutCache
from calcviewer.layout.engine import Cancelled, Engine, LayoutError, find_engine
from calcviewer.layout.pipeline import Drawer
from calcviewer.layout.widths import TableMeasurer
from tests.layout.samples import diagram, engine, text


def none_needed() -> Engine:
    raise AssertionError("an engine was asked for")


def test_a_second_drawing_starts_no_process(tmp_path: Path) -> None:
    cache = LayoutCache(tmp_path)
    drawer = Drawer(TableMeasurer(), find_engine, cache)
    assert drawer.from_cache(diagram()) is None
    picture = drawer.draw(diagram())
    again = Drawer(TableMeasurer(), none_needed, cache)
    assert again.draw(diagram()) == again.from_cache(diagram()) == picture


def test_without_a_cache_every_drawing_is_new() -> None:
    drawer = Drawer(TableMeasurer(), find_engine)
    assert drawer.from_cache(diagram()) is None
    assert drawer.draw(diagram()) == drawer.draw(diagram())


def test_an_entry_that_does_not_fit_is_laid_out_anew(tmp_path: Path) -> None:
    drawer = Drawer(TableMeasurer(), find_engine, LayoutCache(tmp_path))
    picture = drawer.draw(diagram())
    (file,) = tmp_path.iterdir()
    file.write_text(file.read_text("utf-8").replace("node n1", "node n7"), "utf-8")
    assert drawer.from_cache(diagram()) is None
    assert drawer.draw(diagram()) == picture
    assert drawer.from_cache(diagram()) == picture


@pytest.mark.skipif("sys.platform == 'win32'", reason="fake engines are scripts with a first line for POSIX")
def test_an_answer_that_fits_nothing_is_not_kept(tmp_path: Path) -> None:
    fake = engine(tmp_path, "print('graph 1 1 1\\nstop')")
    cache = LayoutCache(tmp_path / "cache")
    with pytest.raises(LayoutError):
        Drawer(TableMeasurer(), lambda: fake, cache).draw(diagram())
    assert Drawer(TableMeasurer(), none_needed, cache).from_cache(diagram()) is None


@pytest.mark.skipif("sys.platform == 'win32'", reason="fake engines are scripts with a first line for POSIX")
def test_a_drawing_that_nobody_wants_ends(tmp_path: Path) -> None:
    flag = threading.Event()
    flag.set()
    fake = engine(tmp_path, "import time\ntime.sleep(60)")
    with pytest.raises(Cancelled):
        Drawer(TableMeasurer(), lambda: fake).draw(diagram(), flag)


def test_a_thousand_steps_are_drawn() -> None:
    count = 1000
    nodes = tuple(Node(f"s{i}", "process", text(f"Step {i}")) for i in range(count))
    edges = tuple(Edge(f"s{max(0, i - 1 - i % 7)}", f"s{i}") for i in range(1, count))
    big = Diagram("big", text("Big"), nodes=nodes, edges=edges)
    drawer = Drawer(TableMeasurer(), find_engine, time_limit_s=60)
    assert len(drawer.draw(big).boxes) == count


@pytest.mark.skipif("sys.platform == 'win32'", reason="fake engines are scripts with a first line for POSIX")
def test_a_diagram_that_takes_too_long_is_refused_in_words(tmp_path: Path) -> None:
    fake = engine(tmp_path, "import time\ntime.sleep(60)")
    with pytest.raises(LayoutError) as failing:
        Drawer(TableMeasurer(), lambda: fake, time_limit_s=0.2).draw(diagram())
    assert failing.value.problem.code == "E204"
