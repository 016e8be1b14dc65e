# PUT of 1 KiB and 64 KiB, each answered by Ossa only when it is on the disk, from 1, 16 and 64 clients. The disk's own rate of syncs, taken in
# the same minute, is what the figure of one client is to be compared with; several clients share syncs. Beside it two peers, of
# which neither syncs before it answers: nginx's WebDAV module, and s3rver from npm.

durable_put() {
    local seconds=$1 keys=20000 bytes clients
    start_ossa put --bucket bench
    start_nginx_dav
    start_s3rver
    bench_tool signed-urls PUT bench 'put/{0}.bin' $keys >"$work/put.targets"
    seq --format '/put/%.0f.bin' 0 $((keys - 1)) >"$work/dav.targets"
    s3rver_targets $keys >"$work/s3rver.targets"
    load 3 16 "$ossa_url" "$work/put.targets" PUT 1024 >/dev/null
    for bytes in 1024 65536; do
        echo "## PUT of $((bytes / 1024)) KiB"
        echo
        echo "| clients | Ossa, synced: PUT/s | CPU us/request | p99 ms | disk alone: 4 KiB append + fsync /s | Ossa / disk | nginx DAV, not synced | Ossa / nginx | s3rver, not synced | Ossa / s3rver |"
        echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        for clients in 1 16 64; do
            put_row "$seconds" "$clients" "$bytes"
        done
        echo
    done
    stop_servers
    rm -rf "$work/put" "$work/dav" "$work/s3rver"
}

put_row() {
    local seconds=$1 clients=$2 bytes=$3 syncs rate cpu p99 dav s3rver result
    syncs=$(bench_tool disk-syncs "$work" 2)
    result=$(measure "$seconds" "$clients" "$ossa_url" "$ossa_pid" "$work/put.targets" PUT "$bytes")
    read -r rate cpu p99 <<<"$result"
    dav=$(measure "$seconds" "$clients" "http://127.0.0.1:$dav_port" "$dav_pids" "$work/dav.targets" PUT "$bytes")
    s3rver=$(measure "$seconds" "$clients" "http://127.0.0.1:$s3rver_port" "$s3rver_pid" "$work/s3rver.targets" PUT "$bytes")
    echo "| $clients | $rate | $cpu | $p99 | $syncs | $(ratio "$rate" "$syncs") | ${dav%% *} | $(ratio "$rate" "${dav%% *}") |" \
        "${s3rver%% *} | $(ratio "$rate" "${s3rver%% *}") |"
}

start_nginx_dav() {
    dav_port=$(free_port)
    mkdir -p "$work/dav/put" "$work/dav-temporary"
    chmod 777 "$work" "$work/dav" "$work/dav/put" "$work/dav-temporary"
    sed -e "s|@WORK@|$work|g" -e "s|@PORT@|$dav_port|g" "$bench/nginx-dav.conf" >"$work/nginx-dav.conf"
    nginx -c "$work/nginx-dav.conf" -p "$work" &
    servers+=($!)
    local master=$! try
    for try in {1..100}; do
        [[ $(pgrep --count --parent "$master") -eq 2 ]] && break
        sleep 0.1
    done
    dav_pids="$master $(pgrep --parent "$master" | tr '\n' ' ')"
}

start_s3rver() {
    s3rver_port=$(free_port)
    npm install --silent --no-audit --no-fund --prefix "$work/peers" s3rver@3.7.1 >&2
    mkdir -p "$work/s3rver"
    node "$work/peers/node_modules/s3rver/bin/s3rver.js" --silent --directory "$work/s3rver" --address 127.0.0.1 \
        --port "$s3rver_port" --no-vhost-buckets --configure-bucket bench >"$work/s3rver.log" 2>&1 &
    s3rver_pid=$!
    servers+=("$s3rver_pid")
    local try
    for try in {1..100}; do
        curl --silent --output /dev/null "http://127.0.0.1:$s3rver_port/" && return 0
        sleep 0.1
    done
    echo "s3rver did not start" >&2
    return 1
}

# URLs signed with the key that s3rver documents (signature version 2, the only one it verifies).
s3rver_targets() {
    python3 - "$1" <<'PYTHON'
import base64, hashlib, hmac, sys, time, urllib.parse

expires = int(time.time()) + 3600
for number in range(int(sys.argv[1])):
    path = f"/bench/put/{number}.bin"
    signature = hmac.new(b"S3RVER", f"PUT\n\n\n{expires}\n{path}".encode(), hashlib.sha1).digest()
    print(f"{path}?AWSAccessKeyId=S3RVER&Expires={expires}&Signature={urllib.parse.quote(base64.b64encode(signature), safe='')}")
PYTHON
}
