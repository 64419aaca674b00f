"""`python -m calcviewer` is the same as the `calcviewer` command."""

import sys

from calcviewer.cli import main

sys.exit(main())
