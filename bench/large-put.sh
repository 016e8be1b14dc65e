# Presigned PUT of 100 MiB by 1 and 4 clients: MD5, CRC-64 and fsync before the answer. The bound of one client is the smaller of one core's MD5 and a
# disk that writes and then syncs once, that of four is two cores' MD5.

large_put() {
    local runs=$1 bytes=104857600 clients run md5 disk
    start_ossa largeput --bucket bench
    bench_tool signed-urls PUT bench 'put/{0}.bin' 4 >"$work/put.targets"
    transfer 5 4 "$ossa_url" "$ossa_pid" "$work/put.targets" PUT $bytes >/dev/null
    echo "## PUT of 100 MiB with MD5, CRC-64 and fsync; $runs runs of 5 s, medians (least to most)"
    echo
    echo "| clients | Ossa: MB/s | CPU ms/GB | openssl md5 on one core: MB/s | dd with fsync: MB/s | Ossa / bound |"
    echo "| --- | --- | --- | --- | --- | --- |"
    for clients in 1 4; do
        rm -f "$work"/{ossa,md5,dd}.large
        for ((run = 1; run <= runs; run++)); do
            openssl speed -mr -seconds 2 -bytes 16384 md5 2>/dev/null | awk -F: '/^\+F/ { printf "%.0f\n", $NF / 1e6 }' >>"$work/md5.large"
            disk_megabytes_per_second >>"$work/dd.large"
            transfer 5 "$clients" "$ossa_url" "$ossa_pid" "$work/put.targets" PUT $bytes >>"$work/ossa.large"
        done
        md5=$(median 1 <"$work/md5.large")
        disk=$(median 1 <"$work/dd.large")
        local bound=$((2 * md5)) share goal=0.8
        if ((clients == 1)); then
            bound=$((md5 < disk ? md5 : disk)) goal=0.65
        fi
        share=$(ratio "$(median 1 <"$work/ossa.large")" "$bound")
        echo "| $clients | $(with_spread 1 <"$work/ossa.large") | $(with_spread 2 <"$work/ossa.large") |" \
            "$(with_spread 1 <"$work/md5.large") | $(with_spread 1 <"$work/dd.large") | $share |"
        goal "PUT 100 MiB, $clients clients" "$( ((clients == 1)) && echo "the smaller of MD5 on one core and the disk" || echo "MD5 on two cores")" "$share" ">=" $goal
    done
    echo
    stop_servers
    rm -rf "$work/largeput" "$work/put.targets"
}

disk_megabytes_per_second() {
    local before after
    before=$EPOCHREALTIME
    dd if=/dev/zero of="$work/dd.bin" bs=1M count=512 conv=fsync status=none
    after=$EPOCHREALTIME
    rm "$work/dd.bin"
    awk -v a="$before" -v b="$after" 'BEGIN { printf "%.0f\n", 512 * 1048576 / (b - a) / 1e6 }'
}
