# Signing and verifying on one core, and what ali-oss takes to sign the same URL. Debian's Go SDK cannot sign URLs.

signing() {
    local ali_oss
    npm install --silent --no-audit --no-fund --prefix "$work/ali-oss" ali-oss@6.23.0 >&2
    ali_oss=$(cd "$work/ali-oss" && taskset --cpu-list 0 node "$bench/presign-ali-oss.cjs")
    taskset --cpu-list 0 dotnet "$tools" signing >"$work/signing.tsv"
    echo "## Signing, one core"
    echo
    echo "Medians, and the least and the most of 11 runs; of ali-oss 5."
    echo
    echo "| what | operations/s | ns | bytes allocated |"
    echo "| --- | --- | --- | --- |"
    awk -F '\t' '{ printf "| %s | %s | %s (%s to %s) | %s |\n", $1, $2, $3, $4, $5, $6 }' "$work/signing.tsv"
    awk '{ printf "| ali-oss 6.23.0: signatureUrlV4 of a GET URL | %s | %.0f (%.0f to %.0f) | |\n\n", $1, 1e9 / $1, 1e9 / $3, 1e9 / $2 }' <<<"$ali_oss"
    local presign verify another least directly bytes
    presign=$(awk -F '\t' '/^presign/ { print $2 }' "$work/signing.tsv")
    verify=$(awk -F '\t' '/^verify a GET/ { print $3 }' "$work/signing.tsv")
    another=$(awk -F '\t' '/^verify another/ { print $3 }' "$work/signing.tsv")
    bytes=$(awk -F '\t' '/^verify/ { sum += $6 } END { print sum }' "$work/signing.tsv")
    least=$(awk -F '\t' '/^SHA-256/ { print $3 }' "$work/signing.tsv")
    directly=$(awk -F '\t' '/^the same/ { print $3 }' "$work/signing.tsv")
    goal "Verifying the first URL of an object: time" "one SHA-256 and one HMAC, .NET's" "$(ratio "$verify" "$least")" "<=" 2
    goal "Verifying the first URL of an object: time" "one SHA-256 and one HMAC, OpenSSL's" "$(ratio "$verify" "$directly")" "<=" 2
    goal "Verifying another URL of it: time" "one SHA-256 and one HMAC, OpenSSL's" "$(ratio "$another" "$directly")" "<=" 2
    goal "Verifying a URL: bytes allocated" "" "$bytes" "<=" 0
    goal "Signing a URL: rate" "ali-oss" "$(ratio "$presign" "${ali_oss%% *}")" ">=" 10
}
