#!/usr/bin/env bash
# Downloads a signed URL with curl:  ./download.sh URL FILE
set -euo pipefail

if [ $# -ne 2 ]; then
    echo "usage: $0 URL FILE" >&2
    exit 2
fi
url=$1
file=$2

# The bytes go to a temporary file beside the target, so that FILE is either whole or not there.
part=$(mktemp "$file.XXXXXX")
trap 'rm -f "$part"' EXIT

# Without --fail curl keeps the body of an error answer, which says why the server refused.
# --globoff takes the URL as it is: brackets and braces in it are part of the key.
status=$(curl --silent --show-error --globoff --output "$part" --write-out '%{http_code}' "$url")

if [ "$status" != 200 ]; then
    code=$(sed -n 's:.*<Code>\([^<]*\)</Code>.*:\1:p' "$part")
    message=$(sed -n 's:.*<Message>\([^<]*\)</Message>.*:\1:p' "$part")
    echo "download failed: HTTP $status${code:+ $code: $message}" >&2
    exit 1
fi

mv "$part" "$file"
