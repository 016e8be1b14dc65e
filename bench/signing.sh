# Signing and verifying on one core, and what ali-oss takes to sign the same URL. Debian's Go SDK cannot sign URLs.

# signing RUNS: each run is a process of its own, in turns with ali-oss; what a runtime compiles as it goes is not as fast after every start.
signing() {
    local runs=$1 run what
    npm install --silent --no-audit --no-fund --prefix "$work/ali-oss" ali-oss@6.23.0 >&2
    for ((run = 1; run <= runs; run++)); do
        taskset --cpu-list 0 dotnet "$tools" signing >>"$work/signing.tsv"
        (cd "$work/ali-oss" && taskset --cpu-list 0 node "$bench/presign-ali-oss.cjs") >>"$work/signing.tsv"
    done
    echo "## Signing, one core; $runs processes in turns, medians (least to most)"
    echo
    echo "| what | operations/s | ns | bytes allocated |"
    echo "| --- | --- | --- | --- |"
    while IFS= read -r what; do
        echo "| $what | $(ratio 1000000000 "$(nanoseconds "$what")" | cut -d . -f 1) | $(signed "$what" 2 | with_spread 1) | $(signed "$what" 3 | median 1) |"
    done < <(cut -f 1 "$work/signing.tsv" | awk '!seen[$0]++')
    echo
    local verify another least directly
    verify=$(nanoseconds "verify a GET")
    another=$(nanoseconds "verify another")
    least=$(nanoseconds "SHA-256")
    directly=$(nanoseconds "the same")
    goal "Verifying the first URL of an object: time" "one SHA-256 and one HMAC, .NET's" "$(ratio "$verify" "$least")" "<=" 2
    goal "Verifying the first URL of an object: time" "one SHA-256 and one HMAC, OpenSSL's" "$(ratio "$verify" "$directly")" "<=" 2
    goal "Verifying another URL of it: time" "one SHA-256 and one HMAC, OpenSSL's" "$(ratio "$another" "$directly")" "<=" 2
    goal "Verifying a URL: bytes allocated" "" "$(signed verify 3 | sort -g | tail -n 1)" "<=" 0
    goal "Signing a URL: rate" "ali-oss" "$(ratio "$(nanoseconds ali-oss)" "$(nanoseconds presign)")" ">=" 10
}

# signed WHAT COLUMN: a column of the lines that begin so.
signed() {
    awk -F '\t' -v what="$1" -v column="$2" 'index($1, what) == 1 { print $column }' "$work/signing.tsv"
}

# nanoseconds WHAT
nanoseconds() {
    signed "$1" 2 | median 1
}
