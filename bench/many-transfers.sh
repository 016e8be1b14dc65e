# 50 transfers at once, each of 256 MiB or more: 25 uploads, and 25 downloads of one object of 5 GiB. What counts is the memory that the
# server takes, and that every byte is right.

many_transfers() {
    local runs=$1 run
    rm -f "$work"/many.*
    for ((run = 1; run <= runs; run++)); do
        many_transfers_once >>"$work/many.run"
    done
    echo "## 50 transfers at once: 25 uploads of 256 MiB, 25 downloads of one object of 5 GiB; $runs servers, medians (least to most)"
    echo
    echo "| seconds | MB/s in and out | server's peak memory, MiB (VmHWM) |"
    echo "| --- | --- | --- |"
    echo "| $(with_spread 1 <"$work/many.run") | $(with_spread 2 <"$work/many.run") | $(with_spread 3 <"$work/many.run") |"
    echo
    goal "Memory with 50 transfers of 256 MiB and more, MiB" "" "$(median 3 <"$work/many.run")" "<=" 300
    rm -f "$work"/many.*
}

# many_transfers_once: prints "seconds MB/s peak_mib".
many_transfers_once() {
    local transfers=25 size=$((256 * 1024 * 1024)) whole=$((5 * 1024 * 1024 * 1024)) i get started took
    truncate --size "$whole" "$work/whole.bin"
    head -c "$size" /dev/urandom >"$work/part.bin"
    start_ossa many --bucket bench
    curl --silent --show-error --fail --output /dev/null --upload-file "$work/whole.bin" --header 'Content-Type:' \
        "$ossa_url$(bench_tool signed-urls PUT bench whole.bin 1)"
    rm "$work/whole.bin"
    get=$(bench_tool signed-urls GET bench whole.bin 1)
    bench_tool signed-urls PUT bench 'up/{0}.bin' $transfers >"$work/many.targets"
    local pids=()
    started=$EPOCHREALTIME
    for ((i = 1; i <= transfers; i++)); do
        curl --silent --show-error --fail --output /dev/null --upload-file "$work/part.bin" --header 'Content-Type:' \
            "$ossa_url$(sed -n "${i}p" "$work/many.targets")" &
        pids+=($!)
        curl --silent --show-error --fail --write-out '%{size_download}\n' --output /dev/null "$ossa_url$get" >>"$work/many.sizes" &
        pids+=($!)
    done
    wait "${pids[@]}"
    took=$(awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
    [[ $(sort -u "$work/many.sizes") == "$whole" && $(wc -l <"$work/many.sizes") -eq $transfers ]]
    curl --silent --show-error --fail "$ossa_url$(bench_tool signed-urls GET bench up/7.bin 1)" | cmp - "$work/part.bin"
    echo "$took $(megabytes_per_second $((transfers * (size + whole))) "$took") $(peak_mib)"
    stop_servers
    rm -rf "$work/many" "$work/part.bin" "$work/many.sizes" "$work/many.targets"
}

peak_mib() {
    awk '/^VmHWM:/ { printf "%.0f", $2 / 1024 }' "/proc/$ossa_pid/status"
}

megabytes_per_second() {
    awk -v bytes="$1" -v seconds="$2" 'BEGIN { printf "%.0f", bytes / seconds / 1e6 }'
}
