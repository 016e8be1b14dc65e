# PUT of 1 KiB, each answered only when it is on the disk, from one client and from 64. The disk's own rate of syncs, taken in the
# same minute, is what the figure of one client is to be compared with; 64 clients share syncs.

durable_put() {
    local seconds=$1 bytes=1024 keys=20000 clients
    start_ossa put --bucket bench
    bench_tool signed-urls PUT bench 'put/{0}.bin' $keys >"$work/put.targets"
    load 3 16 "$ossa_url" "$work/put.targets" PUT $bytes >/dev/null
    echo "## PUT of 1 KiB with fsync"
    echo
    echo "| clients | PUT/s | CPU us/request | p99 ms | disk alone: 4 KiB append + fsync /s | PUT / disk |"
    echo "| --- | --- | --- | --- | --- | --- |"
    for clients in 1 64; do
        local syncs rate cpu p99 result
        syncs=$(bench_tool disk-syncs "$work" 2)
        result=$(measure "$seconds" "$clients" "$ossa_url" "$ossa_pid" "$work/put.targets" PUT $bytes)
        read -r rate cpu p99 <<<"$result"
        echo "| $clients | $rate | $cpu | $p99 | $syncs | $(ratio "$rate" "$syncs") |"
    done
    echo
    stop_servers
}
