# Signed GET of 1 KiB beside what people run today where they cannot have the cloud: s3rver and Azurite from npm, OpenStack Swift and Ceph's radosgw
# from Debian. Each gets its own kind of signed URL, and its objects by such URLs, too. Each runs alone beside Ossa, and all its processes count.

readonly peer_objects=1000

for peer in s3rver azurite swift radosgw; do
    source "$bench/peers/$peer.sh"
done

peers() {
    local runs=$1 seconds=$2 notes=()
    seed_files $peer_objects 1024
    start_ossa ossa --bucket bench --seed "$work/seed"
    bench_tool signed-urls GET bench '{0}.bin' $peer_objects >"$work/ossa.targets"
    load 15 16 "$ossa_url" "$work/ossa.targets" >/dev/null
    echo "## Signed GET of 1 KiB beside other servers, 16 connections; $runs runs of $seconds s in turns, medians (least to most)"
    echo
    echo "| peer | its requests/s | CPU us/request | Ossa: requests/s | CPU us/request | rate, Ossa / peer |"
    echo "| --- | --- | --- | --- | --- | --- |"
    start_s3rver --configure-bucket bench
    peer_row "$runs" "$seconds" "s3rver 3.7.1" "$s3rver_port" "$s3rver_pid" s3 S3RVER S3RVER
    start_azurite
    peer_row "$runs" "$seconds" "Azurite 3.35.0" "$azurite_port" "$azurite_pid" azure "$azurite_account" "$azurite_secret"
    if has_packages "${swift_packages[@]}"; then
        start_swift
        peer_row "$runs" "$seconds" "Swift $(upstream_version swift-proxy)" "$swift_port" "$swift_pids" tempurl "$swift_account" "$swift_secret"
    fi
    if has_packages "${radosgw_packages[@]}"; then
        start_radosgw
        peer_row "$runs" "$seconds" "radosgw $(upstream_version radosgw)" "$radosgw_port" "$radosgw_pids" s3v4 "$radosgw_key" "$radosgw_secret"
    fi
    echo
    printf '%s\n' "${notes[@]}"
    stop_servers
    rm -rf "$work"/{ossa,seed}
}

# peer_row RUNS SECONDS NAME PORT "PID..." FORM KEY SECRET: measures the peer, and ends it.
peer_row() {
    local runs=$1 seconds=$2 name=$3 url=http://127.0.0.1:$4 pids=$5 run number=0 target rate
    shift 5
    while read -r target; do
        curl --silent --show-error --fail --output /dev/null --upload-file "$work/seed/bench/$number.bin" --header 'Content-Type:' \
            --header 'x-ms-blob-type: BlockBlob' "$url$target"
        number=$((number + 1))
    done < <(python3 "$bench/peers.py" "$1" PUT $peer_objects "$2" "$3" "${url#http://}")
    python3 "$bench/peers.py" "$1" GET $peer_objects "$2" "$3" "${url#http://}" >"$work/peer.targets"
    load 3 16 "$url" "$work/peer.targets" >/dev/null
    rm -f "$work"/{ossa,peer}.get
    for ((run = 1; run <= runs; run++)); do
        measure "$seconds" 16 "$url" "$pids" "$work/peer.targets" >>"$work/peer.get"
        measure "$seconds" 16 "$ossa_url" "$ossa_pid" "$work/ossa.targets" >>"$work/ossa.get"
    done
    rate=$(ratio "$(median 1 <"$work/ossa.get")" "$(median 1 <"$work/peer.get")")
    echo "| $name | $(with_spread 1 <"$work/peer.get") | $(with_spread 2 <"$work/peer.get") |" \
        "$(with_spread 1 <"$work/ossa.get") | $(with_spread 2 <"$work/ossa.get") | $rate |"
    goal "GET 1 KiB beside ${name% *}: rate" "$name" "$rate" ">=" 20
    stop_servers 1
    rm -rf "$work"/{s3rver,azurite,swift,radosgw}
}

# has_packages PACKAGE...: whether Debian's packages are installed; either way a line for below the table is added to notes.
has_packages() {
    local package
    for package in "$@"; do
        if [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
            notes+=("Without $1, as $package is not installed; to install all of it: \`apt-get install --no-install-recommends $*\`." "")
            echo "${notes[-2]}" >&2
            return 1
        fi
    done
    notes+=("Debian's $(dpkg-query --show --showformat '${Package} ${Version}, ' "$@" | sed 's/, $/./')" "")
}

# upstream_version PACKAGE: of an installed Debian package.
upstream_version() {
    dpkg-query --show --showformat '${source:Upstream-Version}' "$1" | sed 's/+ds.*//'
}

# answers PORT: waits until somebody speaks HTTP there.
answers() {
    local try
    for try in {1..300}; do
        curl --silent --output /dev/null "http://127.0.0.1:$1/" && return 0
        sleep 0.1
    done
    echo "Nothing answers at port $1" >&2
    return 1
}
