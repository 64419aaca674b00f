"""What goes into a package and what does not, as tables: Qt's parts, and what of Python's library is left out."""

import re

QT_LIBRARIES = {
    "linux": ("DBus", "OpenGL", "WaylandClient", "WlShellIntegration", "XcbQpa"),
    "win32": (),
    "darwin": ("DBus",),
}
"""The libraries that only the plugins below ask for; those of the modules that are imported come by themselves."""

PLUGINS = {
    "linux": (
        "iconengines/libqsvgicon",
        "imageformats/libqjpeg",
        "imageformats/libqsvg",
        "platforminputcontexts/libcomposeplatforminputcontextplugin",
        "platforminputcontexts/libibusplatforminputcontextplugin",
        "platforms/libqoffscreen",
        "platforms/libqwayland",
        "platforms/libqxcb",
        "platformthemes/libqxdgdesktopportal",
        "wayland-decoration-client/libbradient",
        "wayland-shell-integration/libxdg-shell",
    ),
    "win32": (
        "iconengines/qsvgicon",
        "imageformats/qico",
        "imageformats/qjpeg",
        "imageformats/qsvg",
        "platforms/qoffscreen",
        "platforms/qwindows",
    ),
    "darwin": (
        "iconengines/libqsvgicon",
        "imageformats/libqjpeg",
        "imageformats/libqsvg",
        "platforms/libqcocoa",
        "platforms/libqoffscreen",
    ),
}

PRINTING_PLUGINS = {
    "linux": ("printsupport/libcupsprintersupport",),
    "win32": (),
    "darwin": (),
}
"""Needed as soon as the program imports QtPrintSupport."""

LEFT_OUT = frozenset(
    [
        "_aix_support",
        "_osx_support",
        "_pydecimal",
        "_pyio",
        "_sysconfigdata",
        "asyncio",
        "bdb",
        "bz2",
        "cProfile",
        "cgi",
        "cmd",
        "code",
        "codeop",
        "concurrent",
        "ctypes",
        "curses",
        "decimal",
        "distutils",
        "doctest",
        "ensurepip",
        "ftplib",
        "getpass",
        "gzip",
        "idlelib",
        "imaplib",
        "lib2to3",
        "lzma",
        "mailbox",
        "mimetypes",
        "multiprocessing",
        "netrc",
        "nntplib",
        "optparse",
        "pdb",
        "pip",
        "poplib",
        "pstats",
        "pty",
        "pydoc",
        "pydoc_data",
        "rlcompleter",
        "site",
        "smtplib",
        "socketserver",
        "sqlite3",
        "ssl",
        "statistics",
        "tarfile",
        "telnetlib",
        "test",
        "tkinter",
        "tracemalloc",
        "tty",
        "turtle",
        "turtledemo",
        "unittest",
        "uuid",
        "venv",
        "webbrowser",
        "wsgiref",
        "xml",
        "xmlrpc",
        "zipapp",
        "_asyncio",
        "_bootsubprocess",
        "_bz2",
        "_ctypes",
        "_curses",
        "_decimal",
        "_hashlib",
        "_lzma",
        "_multiprocessing",
        "_posixshmem",
        "_sqlite3",
        "_ssl",
        "_tkinter",
        "_uuid",
        "nis",
        "readline",
    ]
)
"""Parts of Python's library that are reached only by ways the program does not go (debugger, network, archives)."""

ALWAYS = ("encodings", "importlib", "collections", "zipfile", "runpy")
"""Parts that are needed without any `import` saying so."""

ENCODINGS = re.compile(
    r"(__init__|aliases|ascii|charmap|cp1252|cp437|cp850|idna|iso8859_15?|latin_1|mbcs|oem|punycode|raw_unicode_escape"
    r"|unicode_escape|utf_.*)\.py"
)

ICU_KEPT = re.compile(
    r"coll/(ucadata\.icu|root\.res|res_index\.res|(en|id|in|ms)(_\w+)?\.res)"
    r"|zone/(pool|root|en|en_001|en_GB|id|in|res_index)\.res"
    r"|brkitr/(root\.res|res_index\.res|(char|line|sent|title|word)\.brk)"
    r"|(root|en|en_001|en_GB|en_US|id|id_ID|in|in_ID|pool|res_index|likelySubtags|supplementalData|zoneinfo64|langInfo)\.res"
    r"|(metaZones|metadata|plurals|windowsZones|timezoneTypes|dayPeriods|keyTypeData|numberingSystems)\.res"
    r"|(grammaticalFeatures|genderList|icuver|icustd)\.res"
    r"|(cnvalias|ulayout|uemoji)\.icu|(uts46|nfkc|nfkc_cf)\.nrm|(ibm-5348_P100-1997|windows-936-2000)\.cnv"
)
"""Of ICU's data (32 MB for every language on earth): what an Indonesian and English program sorts and converts with."""

SLEEPING = ("mapping", "errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
"""Parts of the binding that word its error messages and signatures; `app/lean_binding.py` says why they sleep."""

HELPER_LIBRARIES = (
    "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0", "libxcb-keysyms.so.1", "libxcb-render-util.so.0",
    "libxcb-util.so.1", "libxcb-xkb.so.1", "libxkbcommon-x11.so.0", "libxkbcommon.so.0",
    "libwayland-cursor.so.0",
)  # fmt: skip
"""Small libraries of X11 and Wayland that a desktop need not have; packages that cannot ask for them carry them."""
