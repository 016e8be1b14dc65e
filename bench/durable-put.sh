# PUT of 1 KiB and 64 KiB, each answered by Ossa only when it is on the disk, from 1, 16 and 64 clients. The disk's own rate of syncs, with one writer
# and with as many as there are clients, is taken in the same minutes; several clients share syncs. Beside it two peers, of
# which neither syncs before it answers: nginx's WebDAV module, and s3rver from npm. Afterwards beside one that does, Ceph's radosgw, by itself, so that
# what its processes do between requests does not count against the others; peers/radosgw.sh tells how it is set up.

durable_put() {
    local runs=$1 seconds=$2 keys=20000 bytes clients
    start_ossa put --bucket bench
    start_nginx_dav
    start_s3rver --configure-bucket bench
    bench_tool signed-urls PUT bench 'put/{0}.bin' $keys >"$work/put.targets"
    seq --format '/put/%.0f.bin' 0 $((keys - 1)) >"$work/dav.targets"
    python3 "$bench/peers.py" s3 PUT $keys S3RVER S3RVER >"$work/s3rver.targets"
    load 5 16 "$ossa_url" "$work/put.targets" PUT 1024 >/dev/null
    for bytes in 1024 65536; do
        echo "## PUT of $(size_words $bytes); $runs runs of $seconds s in turns, medians (least to most)"
        echo
        echo "| clients | Ossa, synced: PUT/s | CPU us/request | p99 ms | disk, 4 KiB append + fsync: one writer /s | as many writers /s | Ossa / one writer |" \
            "nginx DAV, not synced: PUT/s | Ossa / nginx | s3rver, not synced: PUT/s | Ossa / s3rver |"
        echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        for clients in 1 16 64; do
            put_row "$runs" "$seconds" "$clients" "$bytes"
        done
        echo
    done
    stop_servers 1
    rm -rf "$work/dav" "$work/s3rver"
    durable_put_beside_radosgw "$runs" "$seconds" $keys
    stop_servers
    rm -rf "$work/put" "$work/radosgw"
}

put_row() {
    local runs=$1 seconds=$2 clients=$3 bytes=$4 run share beside
    rm -f "$work"/*.put
    for ((run = 1; run <= runs; run++)); do
        bench_tool disk-syncs "$work" 2 1 >>"$work/disk.put"
        bench_tool disk-syncs "$work" 2 "$clients" >>"$work/disks.put"
        measure "$seconds" "$clients" "$ossa_url" "$ossa_pid" "$work/put.targets" PUT "$bytes" >>"$work/ossa.put"
        measure "$seconds" "$clients" "http://127.0.0.1:$dav_port" "$dav_pids" "$work/dav.targets" PUT "$bytes" >>"$work/dav.put"
        measure "$seconds" "$clients" "http://127.0.0.1:$s3rver_port" "$s3rver_pid" "$work/s3rver.targets" PUT "$bytes" >>"$work/s3rver.put"
    done
    share=$(ratio "$(median 1 <"$work/ossa.put")" "$(median 1 <"$work/disk.put")")
    beside=$(ratio "$(median 1 <"$work/ossa.put")" "$(median 1 <"$work/dav.put")")
    echo "| $clients | $(with_spread 1 <"$work/ossa.put") | $(with_spread 2 <"$work/ossa.put") | $(median 3 <"$work/ossa.put") |" \
        "$(with_spread 1 <"$work/disk.put") | $(with_spread 1 <"$work/disks.put") | $share | $(with_spread 1 <"$work/dav.put") | $beside |" \
        "$(with_spread 1 <"$work/s3rver.put") | $(ratio "$(median 1 <"$work/ossa.put")" "$(median 1 <"$work/s3rver.put")") |"
    ((bytes == 1024)) || return 0
    case $clients in
    1) goal "PUT 1 KiB, synced, 1 client" "the disk's syncs by one writer" "$share" ">=" 0.6 ;;
    64) goal "PUT 1 KiB, synced, 64 clients" "the disk's syncs by one writer" "$share" ">=" 2 ;;
    esac
    goal "PUT 1 KiB, synced, $clients clients: rate" "nginx DAV, not synced" "$beside" ">=" 1
}

durable_put_beside_radosgw() {
    local runs=$1 seconds=$2 keys=$3 bytes clients run notes=()
    if has_packages "${radosgw_packages[@]}"; then
        start_radosgw
        python3 "$bench/peers.py" s3v4 PUT "$keys" "$radosgw_key" "$radosgw_secret" "127.0.0.1:$radosgw_port" >"$work/radosgw.targets"
        load 5 16 "http://127.0.0.1:$radosgw_port" "$work/radosgw.targets" PUT 1024 >/dev/null
        echo "## PUT beside radosgw, both synced; $runs runs of $seconds s in turns, medians (least to most)"
        echo
        echo "| size | clients | radosgw: PUT/s | CPU us/request | p99 ms | Ossa: PUT/s | CPU us/request | p99 ms | rate, Ossa / radosgw |"
        echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        for bytes in 1024 65536; do
            for clients in 1 16 64; do
                rm -f "$work"/*.put
                for ((run = 1; run <= runs; run++)); do
                    measure "$seconds" $clients "http://127.0.0.1:$radosgw_port" "$radosgw_pids" "$work/radosgw.targets" PUT $bytes >>"$work/radosgw.put"
                    measure "$seconds" $clients "$ossa_url" "$ossa_pid" "$work/put.targets" PUT $bytes >>"$work/ossa.put"
                done
                echo "| $(size_words $bytes) | $clients | $(with_spread 1 <"$work/radosgw.put") | $(with_spread 2 <"$work/radosgw.put") |" \
                    "$(median 3 <"$work/radosgw.put") | $(with_spread 1 <"$work/ossa.put") | $(with_spread 2 <"$work/ossa.put") |" \
                    "$(median 3 <"$work/ossa.put") | $(ratio "$(median 1 <"$work/ossa.put")" "$(median 1 <"$work/radosgw.put")") |"
            done
        done
        echo
    fi
    printf '%s\n' "${notes[@]}"
}

start_nginx_dav() {
    dav_port=$(free_port)
    mkdir -p "$work/dav/put" "$work/dav-temporary"
    chmod 777 "$work" "$work/dav" "$work/dav/put" "$work/dav-temporary"
    sed -e "s|@WORK@|$work|g" -e "s|@PORT@|$dav_port|g" "$bench/nginx-dav.conf" >"$work/nginx-dav.conf"
    nginx -c "$work/nginx-dav.conf" -p "$work" &
    servers+=($!)
    dav_pids=$(with_workers $!)
}

