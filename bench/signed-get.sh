# Signed GET of 1 KiB from 10,000 objects at 16, 64 and 256 connections, Ossa beside nginx's secure_link_md5 on the same files, in turns, so
# that both see the same minutes of the machine: once with 10,000 URLs in rotation, once with URLs of which none comes twice, and once, for what the
# road takes, with URLs of downloads that never came before.

start_nginx() {
    nginx_port=$(free_port)
    sed -e "s|@WORK@|$work|g" -e "s|@PORT@|$nginx_port|g" "$bench/nginx.conf" >"$work/nginx.conf"
    # Its workers are no longer root and must be able to read the files.
    chmod 755 "$work" "$work/seed" "$work/seed/bench"
    nginx -c "$work/nginx.conf" -p "$work" &
    servers+=($!)
    nginx_pids=$(with_workers $!)
}

signed_get() {
    local files=10000 runs=$1 seconds=$2 i connections run
    seed_files $files 1024
    start_ossa get --bucket bench --seed "$work/seed"
    start_nginx
    local nginx=http://127.0.0.1:$nginx_port
    bench_tool signed-urls GET bench '{0}.bin' $files >"$work/ossa.targets"
    bench_tool secure-links bench-secret '{0}.bin' $files >"$work/nginx.targets"

    # The first load of each lets the JIT settle and fills the caches of both. On a busy machine the JIT has its code ready only after some time.
    load 15 64 "$ossa_url" "$work/ossa.targets" >/dev/null
    load 2 64 "$nginx" "$work/nginx.targets" >/dev/null
    get_head "$files objects, each URL again and again" "$runs" "$seconds"
    for connections in 16 64 256; do
        rm -f "$work"/{ossa,nginx}.get
        for ((run = 1; run <= runs; run++)); do
            measure "$seconds" $connections "$nginx" "$nginx_pids" "$work/nginx.targets" >>"$work/nginx.get"
            measure "$seconds" $connections "$ossa_url" "$ossa_pid" "$work/ossa.targets" >>"$work/ossa.get"
        done
        get_rows "GET 1 KiB, $connections connections, URLs repeated" $connections
    done
    echo

    local series=0
    get_head "$files objects, each URL once" "$runs" "$seconds"
    for connections in 16 64 256; do
        get_once "$runs" "$seconds" $connections "$nginx"
        get_rows "GET 1 KiB, $connections connections, URLs once" $connections
    done
    echo
    get_head "$files objects, each URL once, and each with a parameter of its own, so that no download came before" "$runs" "$seconds"
    get_once "$runs" "$seconds" 64 "$nginx" new
    get_rows "" 64
    echo
    stop_servers
    rm -rf "$work/get" "$work/seed" "$work"/*.targets
}

# get_once RUNS SECONDS CONNECTIONS NGINX [new]: measures both by URLs of which none comes twice.
get_once() {
    local runs=$1 seconds=$2 connections=$3 nginx=$4 urls=$(($2 * 200000)) run
    shift 4
    rm -f "$work"/{ossa,nginx}.get
    for ((run = 1; run <= runs; run++)); do
        series=$((series + 1))
        bench_tool signed-urls GET bench '{0}.bin' $urls $files $series "$@" >"$work/once.targets"
        measure "$seconds" "$connections" "$ossa_url" "$ossa_pid" "$work/once.targets" >>"$work/ossa.get"
        bench_tool secure-links bench-secret '{0}.bin' $urls $files $series >"$work/once.targets"
        measure "$seconds" "$connections" "$nginx" "$nginx_pids" "$work/once.targets" >>"$work/nginx.get"
    done
}

get_head() {
    echo "## Signed GET of 1 KiB, $1; $2 runs of $3 s in turns, medians (least to most)"
    echo
    echo "| connections | nginx secure_link: requests/s | CPU us/request | p99 ms | Ossa: requests/s | CPU us/request | p99 ms | rate, Ossa / nginx | CPU, Ossa / nginx |"
    echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
}

get_rows() {
    local rate cpu
    rate=$(ratio "$(median 1 <"$work/ossa.get")" "$(median 1 <"$work/nginx.get")")
    cpu=$(ratio "$(median 2 <"$work/ossa.get")" "$(median 2 <"$work/nginx.get")")
    echo "| $2 | $(with_spread 1 <"$work/nginx.get") | $(with_spread 2 <"$work/nginx.get") | $(median 3 <"$work/nginx.get") |" \
        "$(with_spread 1 <"$work/ossa.get") | $(with_spread 2 <"$work/ossa.get") | $(median 3 <"$work/ossa.get") | $rate | $cpu |"
    [[ $1 ]] || return 0
    goal "$1: rate" "nginx secure_link" "$rate" ">=" 1.0
    goal "$1: CPU" "nginx secure_link" "$cpu" "<=" 1.0
}
