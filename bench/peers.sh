# Signed GET of 1 KiB beside what people run today where they cannot have the cloud: s3rver and Azurite from npm. Each gets its own kind of signed URL,
# and its objects by such URLs, too.

readonly peer_objects=1000

peers() {
    local runs=$1 seconds=$2
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
    echo
    stop_servers
    rm -rf "$work"/{ossa,s3rver,azurite,seed}
}

# peer_row RUNS SECONDS NAME PORT "PID..." FORM KEY SECRET
peer_row() {
    local runs=$1 seconds=$2 name=$3 url=http://127.0.0.1:$4 pids=$5 run number=0 target rate
    shift 5
    while read -r target; do
        curl --silent --show-error --fail --output /dev/null --upload-file "$work/seed/bench/$number.bin" --header 'Content-Type:' \
            --header 'x-ms-blob-type: BlockBlob' "$url$target"
        number=$((number + 1))
    done < <(python3 "$bench/peers.py" "$1" PUT $peer_objects "$2" "$3")
    python3 "$bench/peers.py" "$1" GET $peer_objects "$2" "$3" >"$work/peer.targets"
    load 3 16 "$url" "$work/peer.targets" >/dev/null
    rm -f "$work"/{ossa,peer}.get
    for ((run = 1; run <= runs; run++)); do
        measure "$seconds" 16 "$url" "$pids" "$work/peer.targets" >>"$work/peer.get"
        measure "$seconds" 16 "$ossa_url" "$ossa_pid" "$work/ossa.targets" >>"$work/ossa.get"
    done
    rate=$(ratio "$(median 1 <"$work/ossa.get")" "$(median 1 <"$work/peer.get")")
    echo "| $name | $(with_spread 1 <"$work/peer.get") | $(with_spread 2 <"$work/peer.get") |" \
        "$(with_spread 1 <"$work/ossa.get") | $(with_spread 2 <"$work/ossa.get") | $rate |"
    goal "GET 1 KiB beside $name: rate" "$name" "$rate" ">=" 20
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

start_s3rver() {
    s3rver_port=$(free_port)
    npm install --silent --no-audit --no-fund --prefix "$work/npm-s3rver" s3rver@3.7.1 >&2
    mkdir -p "$work/s3rver"
    node "$work/npm-s3rver/node_modules/s3rver/bin/s3rver.js" --silent --directory "$work/s3rver" --address 127.0.0.1 \
        --port "$s3rver_port" --no-vhost-buckets "$@" >"$work/s3rver.log" 2>&1 &
    s3rver_pid=$!
    servers+=("$s3rver_pid")
    answers "$s3rver_port"
}

start_azurite() {
    azurite_port=$(free_port) azurite_account=bench azurite_secret=$(head -c 32 /dev/urandom | base64 --wrap 0)
    npm install --silent --no-audit --no-fund --prefix "$work/npm-azurite" azurite@3.35.0 >&2
    AZURITE_ACCOUNTS=$azurite_account:$azurite_secret node "$work/npm-azurite/node_modules/azurite/dist/src/blob/main.js" --silent \
        --location "$work/azurite" --blobHost 127.0.0.1 --blobPort "$azurite_port" --skipApiVersionCheck >"$work/azurite.log" 2>&1 &
    azurite_pid=$!
    servers+=("$azurite_pid")
    answers "$azurite_port"
    curl --silent --show-error --fail --output /dev/null --request PUT --header 'Content-Length: 0' \
        "http://127.0.0.1:$azurite_port$(python3 "$bench/peers.py" azure-container PUT 1 "$azurite_account" "$azurite_secret")"
}
