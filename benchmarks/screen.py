"""A virtual screen whose picture is a mapped file: looking at it costs the watched program nothing. Linux with Xvfb."""

import mmap
import os
import struct
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

ROW_STEP = 8
"""Every eighth row is looked at: enough to see a box, and quick."""


class Screen:
    """Starts an Xvfb and ends it; `pixels()` is what its sampled rows show."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="screen-")
        self.folder = Path(self._folder.name)
        reading, writing = os.pipe()
        command = ["Xvfb", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset", "-br"]
        command += ["-displayfd", str(writing), "-fbdir", str(self.folder)]
        self._process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.display = f":{int(pipe.readline())}"
        with (self.folder / "Xvfb_screen0").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._map[:100])  # the head of an XWD file
        self.is_little_endian = header[7] == 0
        self._height, self._row = header[5], header[12]
        self._start = header[0] + header[19] * 12

    def pixels(self, into: bytearray | None = None) -> bytearray:
        """The sampled rows, one after the other, four bytes a pixel.

        What is read `into` takes a twentieth of the time: new memory is what costs, and the watched program may need
        every core.
        """
        rows, size = range(ROW_STEP // 2, self._height, ROW_STEP), self._row
        found = bytearray(len(rows) * size) if into is None else into
        with memoryview(self._map) as all_rows:
            for number, y in enumerate(rows):
                found[number * size : (number + 1) * size] = all_rows[self._start + y * size :][:size]
        return found

    def key(self, colour: str) -> bytes:
        """The bytes of a colour (#rrggbb) as `pixels` shows it."""
        value = bytes.fromhex(colour.removeprefix("#"))
        return value[::-1] if self.is_little_endian else value

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._map.close()
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()
