# Presigned PUT of 100 MiB by 1 and 4 clients: MD5, CRC-64 and fsync before the answer. Each upload is a new object; beside that stands what it is when the
# same four are replaced over and over, so that each upload has an older one deleted, too. The bound of one client is the smaller of one core's MD5 and a
# disk that writes and then syncs once, that of four is two cores' MD5.

large_put() {
    local runs=$1 bytes=104857600 clients run md5 disk
    start_ossa largeput --bucket bench
    bench_tool signed-urls PUT bench 'put/{0}.bin' 4 >"$work/put.targets"
    transfer 5 4 "$ossa_url" "$ossa_pid" "$work/put.targets" PUT $bytes >/dev/null
    echo "## PUT of 100 MiB with MD5, CRC-64 and fsync; $runs runs of 5 s, medians (least to most)"
    echo
    echo "| clients | Ossa: MB/s | CPU ms/GB | openssl md5 on one core: MB/s | dd with fsync: MB/s | Ossa / bound | replacing four: MB/s | CPU ms/GB |"
    echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for clients in 1 4; do
        rm -f "$work"/{new,replaced,md5,dd}.large
        for ((run = 1; run <= runs; run++)); do
            openssl speed -mr -seconds 2 -bytes 16384 md5 2>/dev/null | awk -F: '/^\+F/ { printf "%.0f\n", $NF / 1e6 }' >>"$work/md5.large"
            disk_megabytes_per_second >>"$work/dd.large"
            # More than a disk takes in the time.
            bench_tool signed-urls PUT bench "new-$run/{0}.bin" 300 >"$work/new.targets"
            transfer 5 "$clients" "$ossa_url" "$ossa_pid" "$work/new.targets" PUT $bytes >>"$work/new.large"
            delete_objects "new-$run/{0}.bin" 300
            transfer 5 "$clients" "$ossa_url" "$ossa_pid" "$work/put.targets" PUT $bytes >>"$work/replaced.large"
        done
        md5=$(median 1 <"$work/md5.large")
        disk=$(median 1 <"$work/dd.large")
        local bound=$((2 * md5)) share goal=0.8
        if ((clients == 1)); then
            bound=$((md5 < disk ? md5 : disk)) goal=0.65
        fi
        share=$(ratio "$(median 1 <"$work/new.large")" "$bound")
        echo "| $clients | $(with_spread 1 <"$work/new.large") | $(with_spread 2 <"$work/new.large") |" \
            "$(with_spread 1 <"$work/md5.large") | $(with_spread 1 <"$work/dd.large") | $share |" \
            "$(with_spread 1 <"$work/replaced.large") | $(with_spread 2 <"$work/replaced.large") |"
        goal "PUT 100 MiB, $clients clients" "$( ((clients == 1)) && echo "the smaller of MD5 on one core and the disk" || echo "MD5 on two cores")" "$share" ">=" $goal
    done
    echo
    stop_servers
    rm -rf "$work/largeput" "$work"/{put,new}.targets
}

# delete_objects FORMAT COUNT: deletes what was uploaded so, if it was, and waits until the disk has its room again.
delete_objects() {
    local try
    bench_tool signed-urls DELETE bench "$1" "$2" | sed "s|^|url = $ossa_url|" |
        curl --no-progress-meter --fail --request DELETE --output /dev/null --parallel --config -
    for try in {1..300}; do
        # The last four stay.
        [[ $(find "$work/largeput/blobs" -type f | wc -l) -le 4 ]] && sync && return
        sleep 0.1
    done
    echo "What was deleted is on the disk still." >&2
    return 1
}

# The better of two ways to write a file and sync it: past the page cache, and through it, which may have to find memory first.
disk_megabytes_per_second() {
    { write_and_sync oflag=direct; write_and_sync; } | sort -g | tail -1
}

write_and_sync() {
    local before after
    before=$EPOCHREALTIME
    dd if=/dev/zero of="$work/dd.bin" bs=1M count=512 conv=fsync status=none "$@"
    after=$EPOCHREALTIME
    rm "$work/dd.bin"
    awk -v a="$before" -v b="$after" 'BEGIN { printf "%.0f\n", 512 * 1048576 / (b - a) / 1e6 }'
}
