#!/bin/bash
# Signs the application in an image from the inside out, has Apple look at it (notarisation), and makes the image anew.
# Without an identity the application is sealed without one (ad hoc), which is what an Apple processor asks for at least.
set -euo pipefail
image=$1
machine=$(basename "$image" .dmg | sed 's/.*-macos-//')
application=build/macos-$machine/CalcViewer.app
identity=${IDENTITY:--}
options=(--force --sign "$identity" --entitlements packaging/macos/entitlements.plist)
if [ "$identity" != - ]; then
  options+=(--options runtime --timestamp)
  keychain=$RUNNER_TEMP/signing.keychain
  secret=$(uuidgen)
  echo "$CERTIFICATE" | base64 --decode > "$RUNNER_TEMP/signing.p12"
  security create-keychain -p "$secret" "$keychain"
  security unlock-keychain -p "$secret" "$keychain"
  security import "$RUNNER_TEMP/signing.p12" -k "$keychain" -P "$PASSWORD" -T /usr/bin/codesign
  security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keychain"
  security list-keychains -d user -s "$keychain"
fi
find "$application" -type f \( -name '*.so' -o -name '*.dylib' -o -name graphviz-pure \) -exec codesign "${options[@]}" {} +
find "$application" -type d -name '*.framework' -exec codesign "${options[@]}" {} \;
codesign "${options[@]}" "$application"
codesign --verify --deep --strict "$application"
folder=build/dmg-$machine
rm -rf "$folder/CalcViewer.app"
cp -a "$application" "$folder/"
rm -f "$image"
hdiutil create -quiet -fs HFS+ -format ULMO -volname CalcViewer -srcfolder "$folder" "$image"
if [ "$identity" != - ]; then
  codesign --force --sign "$identity" --timestamp "$image"
  echo "$NOTARY_KEY" > "$RUNNER_TEMP/notary.json"
  key() { plutil -extract "$1" raw "$RUNNER_TEMP/notary.json"; }
  key key > "$RUNNER_TEMP/notary.p8"
  xcrun notarytool submit "$image" --wait --key "$RUNNER_TEMP/notary.p8" --key-id "$(key id)" --issuer "$(key issuer)"
  xcrun stapler staple "$image"
fi
