#!/usr/bin/env bash
# Packs ONNX Runtime 1.29.0 into the local folder feed from one pinned npm package. Idempotent; needs npm and the .NET SDK.
set -euo pipefail

readonly feed="$1"
readonly package='com.github.asus4.onnxruntime@0.4.9'
readonly integrity='BkzxduSZ9IkeDP6Q8lz2TFU2ie7hSSvS7ZIfzMooExoq0CNzJnuuGaUJ7IsojBgqO4ouD1jXah8OYyJbCN29Fg=='
readonly nupkg="$feed/Microsoft.ML.OnnxRuntime.1.29.0.nupkg"

[ -f "$nupkg" ] && exit 0
command -v npm >/dev/null || { echo "setup: ONNX Runtime is not in the package source and npm is missing: install npm (apt-get install npm)" >&2; exit 1; }

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent --ignore-scripts "$package" >/dev/null
archive="$(ls ./*.tgz)"
found="$(openssl dgst -sha512 -binary "$archive" | base64 -w0)"
[ "$found" = "$integrity" ] || { echo "setup: $package has sha512-$found, expected sha512-$integrity" >&2; exit 1; }

tar -xzf "$archive" --wildcards 'package/Runtime/*.cs' 'package/Plugins/Linux/x64/*.so' package/LICENSE package/ThirdPartyNotices.txt
cp "$here/ort.csproj" .
# A fixed date makes the package the same bytes on every machine with the same SDK.
SOURCE_DATE_EPOCH=1700000000 dotnet pack ort.csproj -c Release -o "$work/feed" --nologo -v quiet
mkdir -p "$feed"
mv "$work/feed/Microsoft.ML.OnnxRuntime.1.29.0.nupkg" "$nupkg.part"
mv "$nupkg.part" "$nupkg"
