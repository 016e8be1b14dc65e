# 1 GiB up and down with curl through signed URLs, in a fresh server: how long, and how much memory the server took at its peak.

big_file() {
    local bytes=$((1024 * 1024 * 1024)) put get up down
    head -c "$bytes" /dev/urandom >"$work/big.bin"
    start_ossa big --bucket bench
    put=$(bench_tool signed-urls PUT bench big.bin 1)
    get=$(bench_tool signed-urls GET bench big.bin 1)
    up=$(curl --silent --show-error --fail --write-out '%{time_total}' --output /dev/null \
        --upload-file "$work/big.bin" --header 'Content-Type:' "$ossa_url$put")
    local after_up
    after_up=$(peak_mib)
    down=$(curl --silent --show-error --fail --write-out '%{time_total}' --output "$work/big.back" "$ossa_url$get")
    cmp "$work/big.bin" "$work/big.back"
    echo "## 1 GiB up and down with curl"
    echo
    echo "| direction | seconds | MB/s | server's peak memory so far, MiB (VmHWM) |"
    echo "| --- | --- | --- | --- |"
    echo "| up (MD5, CRC64, fsync) | $up | $(megabytes_per_second "$bytes" "$up") | $after_up |"
    echo "| down | $down | $(megabytes_per_second "$bytes" "$down") | $(peak_mib) |"
    echo
    stop_servers
    rm -rf "$work/big.bin" "$work/big.back" "$work/big"
}

peak_mib() {
    awk '/^VmHWM:/ { printf "%.0f", $2 / 1024 }' "/proc/$ossa_pid/status"
}

megabytes_per_second() {
    awk -v bytes="$1" -v seconds="$2" 'BEGIN { printf "%.0f", bytes / seconds / 1e6 }'
}
