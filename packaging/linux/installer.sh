#!/bin/sh
# Installs CalcViewer for the user who runs it; needs no rights and no network.
#   sh CalcViewer-…-linux-x86_64.run               install (or update)
#   sh CalcViewer-…-linux-x86_64.run --to FOLDER   only unpack it, for a USB stick
#   ~/.local/share/calcviewer/uninstall.sh         remove it
set -eu
umask 022
skip=@SKIP@
case "${LANG:-}" in
  id*) ready="CalcViewer sudah terpasang. Carilah di menu, atau ketik:" damaged="Berkas ini tidak utuh. Salin sekali lagi."
       busy="CalcViewer sedang berjalan. Tutup dahulu, lalu ulangi." unpacked="CalcViewer ada di:" tools="Diperlukan program xz dan tar." ;;
  *)   ready="CalcViewer is installed. Look for it in the menu, or type:" damaged="This file is damaged. Copy it again."
       busy="CalcViewer is running. Close it, then start again." unpacked="CalcViewer is in:" tools="The programs xz and tar are needed." ;;
esac
fail() { echo "$1" >&2; exit 1; }

command -v xz >/dev/null && command -v tar >/dev/null || fail "$tools"
self=$0
[ -r "$self" ] || fail "$damaged"
share=${XDG_DATA_HOME:-$HOME/.local/share}
program=$share/calcviewer
is_portable=
if [ "${1:-}" = --to ]; then
  program=${2:?--to FOLDER}/CalcViewer
  is_portable=yes
fi
sum=$(tail -n "+$skip" "$self" | sha256sum | cut -d ' ' -f 1)
[ "$sum" = @SUM@ ] || fail "$damaged"
for link in /proc/[0-9]*/exe; do
  [ "$(readlink "$link" 2>/dev/null || true)" != "$program/calcviewer" ] || fail "$busy"
done

mkdir -p "$(dirname "$program")"
fresh=$(mktemp -d "$(dirname "$program")/.calcviewer-XXXXXX")
trap 'rm -rf "$fresh"' EXIT
chmod 755 "$fresh"
tail -n "+$skip" "$self" | xz -dc | tar -x -C "$fresh" --no-same-owner
if [ -n "$is_portable" ]; then
  rm -rf "$fresh/share" "$fresh/uninstall.sh"
  [ ! -d "$program/settings" ] || mv "$program/settings" "$fresh/settings"
  mkdir -p "$fresh/settings"
fi
[ ! -d "$program" ] || rm -rf "$program"
mv "$fresh" "$program"
if [ -n "$is_portable" ]; then
  echo "$unpacked $program"
  exit 0
fi

mkdir -p "$HOME/.local/bin"
ln -sfn "$program/calcviewer" "$HOME/.local/bin/calcviewer"
(cd "$program/share" && find . -type f) | while read -r file; do
  mkdir -p "$share/$(dirname "$file")"
  cp "$program/share/$file" "$share/$file"
done
desktop=$share/applications/calcviewer.desktop
sed "s|^Exec=calcviewer|Exec=\"$program/calcviewer\"|" "$program/share/applications/calcviewer.desktop" > "$desktop"
"$program/uninstall.sh" --tell-the-desktop
echo "$ready $HOME/.local/bin/calcviewer"
exit 0
