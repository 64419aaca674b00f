#!/bin/bash
# Mounts the image, copies the application as a user does, runs its self-test and opens a diagram with it.
set -euo pipefail
image=$1
place=$(mktemp -d)
mkdir "$place/image"
hdiutil attach -quiet -nobrowse -readonly -mountpoint "$place/image" "$image"
trap 'hdiutil detach -quiet "$place/image" || true; rm -rf "$place"' EXIT
mkdir "$place/Applications é"
cp -a "$place/image/CalcViewer.app" "$place/Applications é/"
program="$place/Applications é/CalcViewer.app"
QT_QPA_PLATFORM=offscreen "$program/Contents/MacOS/CalcViewer" self-test
plutil -lint "$program/Contents/Info.plist"
QT_QPA_PLATFORM=cocoa "$program/Contents/MacOS/CalcViewer" "$program/Contents/Resources/lib/calcviewer/_data/diagrams/core-mechanism.yaml" &
running=$!
sleep 8
kill -0 "$running"
kill "$running"
echo "The image holds."
