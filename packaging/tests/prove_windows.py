"""The Windows packages under Wine: install silently, test, look, open by file type, refuse, update, be gone.

Wine lacks three libraries of Windows 10; `wine/*.c` stand in for them here, and are in no package.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from installers.compiler import build
from installers.target import WINDOWS
from screen import display, picture, title, wait_for
from trial import Trial, say

HERE = Path(__file__).resolve().parent
STAND_INS = {"icuuc": (), "bcryptprimitives": ("-ladvapi32",), "mscms": ()}
CLASS = r"Software\Classes\CalcViewer.Diagram.1\shell\open\command"
SPACED = r"C:\Program Siswa é\Calc Viewer"


class Wine:
    """A fresh Windows in a folder."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "home").mkdir(parents=True)
        (folder / "runtime").mkdir()
        self.folder, self.drive = folder, folder / "prefix" / "drive_c"
        self._variables = {
            "HOME": str(folder / "home"),
            "LC_ALL": "C.UTF-8",
            "PATH": f"/usr/lib/wine:{os.environ['PATH']}",
            "WINEDEBUG": "-all",
            "TMPDIR": str(folder / "runtime"),  # where its server works
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;mscms=n,b;winemenubuilder.exe=d",
            "WINEPREFIX": str(folder / "prefix"),
        }
        self.run("wineboot", "-i")
        for name, options in STAND_INS.items():
            output = folder / "stand-ins" / f"{name}.dll"
            build(WINDOWS, output, ["-shared", HERE / "wine" / f"{name}.c", *options])
            shutil.copy(output, self.drive / "windows" / "system32")
        self.run("winecfg", "-v", "win10")

    def run(self, *words: str, code: int = 0, display: str = "") -> str:
        """What a Windows program says."""
        result = subprocess.run(
            ["wine64", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment(display),
            check=False,
        )
        assert result.returncode == code, f"{words}: exit code {result.returncode}, not {code}"
        return result.stdout.decode("utf-8", "replace")

    def start(self, words: list[str], display: str) -> subprocess.Popen[bytes]:
        """Starts a Windows program and leaves it running."""
        nothing = subprocess.DEVNULL
        return subprocess.Popen(
            ["wine64", *words], stdout=nothing, stderr=nothing, stdin=nothing, env=self._environment(display)
        )

    def value(self, key: str, file: str = "user.reg") -> str:
        """The default value of a key; '' if there is none. Read from Wine's own file: `reg` garbles accents."""
        self.settle()
        text = (self.folder / "prefix" / file).read_text("utf-8", "replace")
        section = "[" + key.replace("\\", "\\\\") + "]"
        found = re.search(r'^@="(.*)"$', text.partition(section)[2].partition("\n[")[0], re.MULTILINE)
        plain = re.sub(r"\\x([0-9a-f]{2,4})", lambda code: chr(int(code[1], 16)), found[1] if found else "")
        return plain.replace('\\"', '"').replace("\\\\", "\\")

    def registry(self) -> str:
        """Everything that the registry holds."""
        self.settle()
        files = [self.folder / "prefix" / name for name in ("user.reg", "system.reg")]
        return "\n".join(path.read_text("utf-8", "replace") for path in files)

    def settle(self, *, now: bool = False) -> None:
        """Waits until nothing runs any more, or ends it."""
        subprocess.run(["wineserver", "-k" if now else "-w"], env=self._environment(""), check=False)

    def files(self) -> set[str]:
        """Every path on the drive but what Windows keeps for itself. In the folder for temporary files Wine leaves what
        the engine read: it frees the files of a process some moments after it has said that it ended."""
        found = (path.relative_to(self.drive).as_posix() for path in self.drive.rglob("*"))
        return {
            path for path in found if not re.match(r"windows/|ProgramData|users/[^/]+/(Temp|AppData/Local/Temp)", path)
        }

    def _environment(self, display: str) -> Mapping[str, str]:
        return {**self._variables, "DISPLAY": display}


def prove_setup(trial: Trial) -> None:
    """The installer of one user: silent, into a folder with spaces and accents."""
    wine = Wine(trial.work / "setup")
    shutil.copy(trial.package, wine.drive / "setup.exe")
    before, registry = wine.files(), wine.registry()
    # NSIS wants these last words without quotes, which a word with a space would be given
    wine.run(r"C:\setup.exe", "/S", *f"/D={SPACED}".split(" "))
    assert "Everything works" in wine.run(rf"{SPACED}\calcviewer-console.exe", "self-test")
    given = wine.drive / "kelas 5 é" / "jalur saya.yaml"
    given.parent.mkdir()
    shutil.copy(trial.diagram, given)
    command = wine.value(CLASS)
    assert command.startswith(f'"{SPACED}'), command
    program = re.findall(r'"([^"]+)"', command)[0]
    with display() as name:
        running = wine.start([program, r"C:\kelas 5 é\jalur saya.yaml"], name)
        try:
            wait_for(
                lambda: "Core" in title(name) or "inti" in title(name) or "jalur saya" in title(name), "the diagram"
            )
            say("window", title(name))
            time.sleep(4)  # until the panels stand around the drawing
            picture(name, trial.work / "pictures" / "setup.png")
            wine.run(r"C:\setup.exe", "/S", *f"/D={SPACED}".split(" "), code=5)
            wine.run(rf"{SPACED}\uninstall.exe", "/S", *f"_?={SPACED}".split(" "), code=5)
            say("running", "the installer and the uninstaller refuse")
        finally:
            running.kill()
            running.wait()
            wine.settle(now=True)
    (wine.drive / SPACED[3:].replace("\\", "/") / "lib" / "old.pyc").write_text("of an older version")
    wine.run(r"C:\setup.exe", "/S", *f"/D={SPACED}".split(" "))
    assert not list(wine.drive.rglob("old.pyc")), "an update leaves nothing of the older version"
    wine.run(rf"{SPACED}\uninstall.exe", "/S")  # it goes on as a copy of itself, to be able to delete itself
    wine.settle()
    _is_gone(wine, before, registry)


def prove_msi(trial: Trial) -> None:
    """The installer of an administrator, without a word."""
    wine = Wine(trial.work / "msi")
    shutil.copy(trial.package, wine.drive / "calcviewer.msi")
    before, registry = wine.files(), wine.registry()
    wine.run("msiexec", "/i", r"C:\calcviewer.msi", "/qn")
    assert "Everything works" in wine.run(r"C:\Program Files\CalcViewer\calcviewer-console.exe", "self-test")
    assert wine.value(CLASS, "system.reg").startswith(r'"C:\Program Files\CalcViewer\CalcViewer.exe"')
    wine.run("msiexec", "/x", r"C:\calcviewer.msi", "/qn")
    assert trial.diagram.is_file()
    _is_gone(wine, before, registry)


def prove_portable(trial: Trial) -> None:
    """The folder on a stick: what it keeps, it keeps beside itself."""
    wine = Wine(trial.work / "portable")
    folder = wine.drive / "stik é 1"
    shutil.unpack_archive(trial.package, folder)
    before = wine.files()
    assert "Everything works" in wine.run(r"C:\stik é 1\CalcViewer\calcviewer-console.exe", "self-test")
    shutil.copy(trial.diagram, folder)
    made = {path for path in wine.files() - before if not path.startswith("stik")}
    assert not made, sorted(made)
    assert (folder / "CalcViewer" / "settings" / "cache").is_dir()
    say("kept", "everything beside the program")


def _is_gone(wine: Wine, before: set[str], registry: str) -> None:
    left = {path for path in wine.files() - before if "CalcViewer" in path or "Calc Viewer" in path}
    kept = re.compile(r"users/[^/]+/AppData/(Local|Roaming)/CalcViewer")
    assert not {path for path in left if not kept.match(path)}, sorted(left)[:20]
    lines = set(wine.registry().splitlines()) - set(registry.splitlines())
    found = [line for line in lines if re.search(r"CalcViewer(?!-|[^\"]*setup)", line) and "MuiCache" not in line]
    assert not found, found[:10]
    say("removed", "nothing is left but the user's settings")
