#!/bin/bash
# Signs programs with a certificate (PFX, base64) of the variable CERTIFICATE; without one it does nothing.
set -euo pipefail
[ -n "${CERTIFICATE:-}" ] || { echo "not signed: no certificate is set"; exit 0; }
file=$(mktemp --suffix=.pfx)
trap 'rm -f "$file"' EXIT
echo "$CERTIFICATE" | base64 --decode > "$file"
tool=$(ls -d "/c/Program Files (x86)/Windows Kits/10/bin/"*/x64/signtool.exe | tail -n 1)
"$tool" sign //fd SHA256 //td SHA256 //tr http://timestamp.digicert.com //f "$file" //p "$PASSWORD" "$@"
"$tool" verify //pa "$@"
