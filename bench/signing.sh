# Signing and verifying on one core, and what ali-oss takes to sign the same URL. Debian's Go SDK cannot sign URLs.

signing() {
    local ali_oss
    npm install --silent --no-audit --no-fund --prefix "$work/ali-oss" ali-oss@6.23.0 >&2
    ali_oss=$(cd "$work/ali-oss" && taskset --cpu-list 0 node "$bench/presign-ali-oss.cjs")
    taskset --cpu-list 0 dotnet "$tools" signing >"$work/signing.tsv"
    echo "## Signing, one core"
    echo
    echo "| what | operations/s | ns | bytes allocated |"
    echo "| --- | --- | --- | --- |"
    awk -F '\t' '{ printf "| %s | %s | %s | %s |\n", $1, $2, $3, $4 }' "$work/signing.tsv"
    echo "| ali-oss 6.23.0: signatureUrlV4 of a GET URL | $ali_oss | $(awk -v rate="$ali_oss" 'BEGIN { printf "%.0f", 1e9 / rate }') | |"
    echo
    local presign verify least bytes
    presign=$(awk -F '\t' '/^presign/ { print $2 }' "$work/signing.tsv")
    verify=$(awk -F '\t' '/^verify/ { print $3 }' "$work/signing.tsv")
    bytes=$(awk -F '\t' '/^verify/ { print $4 }' "$work/signing.tsv")
    least=$(awk -F '\t' '/^SHA-256/ { print $3 }' "$work/signing.tsv")
    goal "Verifying a signed URL: time" "one SHA-256 and one HMAC" "$(ratio "$verify" "$least")" "<=" 2
    goal "Verifying a signed URL: bytes allocated" "" "$bytes" "<=" 0
    goal "Signing a URL: rate" "ali-oss" "$(ratio "$presign" "$ali_oss")" ">=" 10
}
