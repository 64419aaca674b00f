#!/bin/sh
# Removes the CalcViewer that its installer put here. Settings and your own diagrams stay.
set -eu
program=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
tell_the_desktop() {
  update-desktop-database "$share/applications" 2>/dev/null || true
  update-mime-database "$share/mime" 2>/dev/null || true
  gtk-update-icon-cache -q -t "$share/icons/hicolor" 2>/dev/null || true
}
if [ "${1:-}" = --tell-the-desktop ]; then
  tell_the_desktop
  exit 0
fi
for link in /proc/[0-9]*/exe; do
  if [ "$(readlink "$link" 2>/dev/null || true)" = "$program/calcviewer" ]; then
    echo "CalcViewer is running. Close it first. / CalcViewer sedang berjalan. Tutup dahulu." >&2
    exit 1
  fi
done
list=$(cd "$program/share" && find . -type f)
echo "$list" | while read -r file; do
  rm -f "$share/$file"
done
[ "$(readlink "$HOME/.local/bin/calcviewer" 2>/dev/null || true)" != "$program/calcviewer" ] || rm -f "$HOME/.local/bin/calcviewer"
rm -rf "$program"
tell_the_desktop
# What the desktop had made out of our entries, where nobody else has any.
[ -n "$(ls "$share/mime/packages" 2>/dev/null)" ] || rm -rf "$share/mime"
[ -n "$(ls "$share/applications" 2>/dev/null | grep -v '^mimeinfo.cache$')" ] || rm -f "$share/applications/mimeinfo.cache"
[ -n "$(find "$share/icons/hicolor" -type f ! -name icon-theme.cache 2>/dev/null)" ] || rm -f "$share/icons/hicolor/icon-theme.cache"
echo "$list" | sed 's|/[^/]*$||' | sort -ru | while read -r folder; do
  (cd "$share" 2>/dev/null && rmdir -p "$folder" 2>/dev/null) || true
done
for folder in applications mime/packages mime icons/hicolor icons; do
  rmdir "$share/$folder" 2>/dev/null || true
done
echo "CalcViewer is removed. / CalcViewer sudah dihapus."
exit 0
