# Signed GET of 64 KiB, 1 MiB and 100 MiB at 1 and 4 connections, Ossa beside nginx's sendfile on the same files, in turns. The reader throws the
# bytes away in the kernel, so that it takes as little of the machine as it can.
# Both servers have two speeds, a fifth apart, which stay for a run and change from one to the next; so runs are short, and four times as many.

large_get() {
    local runs=$((4 * $1)) seconds=1 bytes count connections
    large_head "Signed GET of larger objects; $runs runs of $seconds s"
    for bytes in 65536 1048576 104857600; do
        count=$((bytes > 1048576 ? 4 : 100))
        seed_files $count "$bytes"
        start_ossa large --bucket bench --seed "$work/seed"
        share_files $count "$bytes"
        start_nginx
        bench_tool signed-urls GET bench '{0}.bin' $count >"$work/ossa.targets"
        bench_tool secure-links bench-secret '{0}.bin' $count >"$work/nginx.targets"
        transfer 5 4 "$ossa_url" "$ossa_pid" "$work/ossa.targets" GET >/dev/null
        transfer 5 4 "http://127.0.0.1:$nginx_port" "$nginx_pids" "$work/nginx.targets" GET >/dev/null
        for connections in 1 4; do
            large_row "$runs" "$seconds" $connections "$(size_words "$bytes")" warm
        done
        stop_servers
        rm -rf "$work/large" "$work/seed" "$work"/*.targets
    done
    echo
}

# large_head WHAT
large_head() {
    echo "## $1 in turns, medians (least to most)"
    echo
    echo "| object | connections | nginx sendfile: MB/s | CPU ms/GB | Ossa: MB/s | CPU ms/GB | throughput, Ossa / nginx | CPU, Ossa / nginx |"
    echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
}

# large_row RUNS SECONDS CONNECTIONS SIZE STATE: one row, in one of three states: warm, cold, and cold and not verified yet.
large_row() {
    local runs=$1 seconds=$2 connections=$3 size=$4 state=$5 run rate cpu
    rm -f "$work"/{ossa,nginx}.large
    for ((run = 1; run <= runs; run++)); do
        [[ $state == warm ]] || drop_caches
        transfer "$seconds" "$connections" "http://127.0.0.1:$nginx_port" "$nginx_pids" "$work/nginx.targets" GET >>"$work/nginx.large"
        # What a server has verified of a file it forgets when that file has a new time.
        [[ $state != *"not verified"* ]] || touch_all "$(wc -l <"$work/ossa.targets")"
        [[ $state == warm ]] || drop_caches
        transfer "$seconds" "$connections" "$ossa_url" "$ossa_pid" "$work/ossa.targets" GET >>"$work/ossa.large"
    done
    rate=$(ratio "$(median 1 <"$work/ossa.large")" "$(median 1 <"$work/nginx.large")")
    cpu=$(ratio "$(median 2 <"$work/ossa.large")" "$(median 2 <"$work/nginx.large")")
    echo "| $size, $state | $connections | $(with_spread 1 <"$work/nginx.large") | $(with_spread 2 <"$work/nginx.large") |" \
        "$(with_spread 1 <"$work/ossa.large") | $(with_spread 2 <"$work/ossa.large") | $rate | $cpu |"
    # Who verifies reads each byte, which no server does that only sends: there is no goal for that.
    [[ $state != *"not verified"* ]] || return 0
    goal "GET $size $state, $connections connections: throughput" "nginx sendfile" "$rate" ">=" "$( ((connections == 1)) && echo 0.8 || echo 0.95)"
    goal "GET $size $state, $connections connections: CPU" "nginx sendfile" "$cpu" "<=" 1.15
}
