# Signed GET of 1 KiB at 64 connections, Ossa beside nginx's secure_link_md5 on the same files, in turns, so that both see the same
# minutes of the machine. The ratios mean something; the absolute figures are those of this machine in this hour.

start_nginx() {
    nginx_port=$(free_port)
    sed -e "s|@WORK@|$work|g" -e "s|@PORT@|$nginx_port|g" "$bench/nginx.conf" >"$work/nginx.conf"
    # Its workers are no longer root and must be able to read the files.
    chmod 755 "$work" "$work/seed" "$work/seed/bench"
    nginx -c "$work/nginx.conf" -p "$work" &
    servers+=($!)
    # The CPU time of the workers counts, so they must all be there.
    local master=$! try
    for try in {1..100}; do
        [[ $(pgrep --count --parent "$master") -eq 2 ]] && break
        sleep 0.1
    done
    nginx_pids="$master $(pgrep --parent "$master" | tr '\n' ' ')"
}

signed_get() {
    local files=1000 connections=64 runs=$1 seconds=$2 i run
    mkdir -p "$work/seed/bench"
    for ((i = 0; i < files; i++)); do
        head -c 1024 /dev/urandom >"$work/seed/bench/$i.bin"
    done
    start_ossa get --bucket bench --seed "$work/seed"
    start_nginx
    bench_tool signed-urls GET bench '{0}.bin' $files >"$work/ossa.targets"
    bench_tool secure-links bench-secret '{0}.bin' $files >"$work/nginx.targets"

    # The first load of each lets the JIT settle and fills the caches of both. On a busy machine the JIT has its code ready only after some time.
    load 15 $connections "$ossa_url" "$work/ossa.targets" >/dev/null
    load 2 $connections "http://127.0.0.1:$nginx_port" "$work/nginx.targets" >/dev/null
    for ((run = 1; run <= runs; run++)); do
        measure "$seconds" $connections "http://127.0.0.1:$nginx_port" "$nginx_pids" "$work/nginx.targets" >>"$work/nginx.get"
        measure "$seconds" $connections "$ossa_url" "$ossa_pid" "$work/ossa.targets" >>"$work/ossa.get"
    done
    stop_servers

    echo "## Signed GET of 1 KiB, $connections connections, $runs runs of $seconds s in turns"
    echo
    echo "| server | requests/s (median; all) | CPU us/request (median; all) | p99 ms |"
    echo "| --- | --- | --- | --- |"
    get_row "nginx secure_link" "$work/nginx.get"
    get_row "Ossa" "$work/ossa.get"
    echo "| **Ossa / nginx** | **$(ratio "$(median 1 <"$work/ossa.get")" "$(median 1 <"$work/nginx.get")")** |" \
        "**$(ratio "$(median 2 <"$work/ossa.get")" "$(median 2 <"$work/nginx.get")")** | |"
    echo
}

get_row() {
    echo "| $1 | $(median 1 <"$2") ($(awk '{ print $1 }' "$2" | paste -sd ' ')) |" \
        "$(median 2 <"$2") ($(awk '{ print $2 }' "$2" | paste -sd ' ')) | $(median 3 <"$2") |"
}
