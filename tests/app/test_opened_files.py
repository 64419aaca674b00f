"""Files that macOS hands over as events arrive as paths, also those that came before the window was there."""

import subprocess
import sys

CODE = """
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from calcviewer.app.opened_files import OpeningApplication
application = OpeningApplication(["test"])
application.opened.connect(lambda path: print(path))
def ask(name): QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(f"/{name}")))
ask("first é.yaml")
print("the window is there")
application.pass_on()
ask("second.calcpack")
"""


def test_paths_come_in_order_and_none_is_lost() -> None:
    command = [sys.executable, "-c", CODE]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60).stdout
    assert said.splitlines() == ["the window is there", "/first é.yaml", "/second.calcpack"]
