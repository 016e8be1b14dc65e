# What a server that has nothing to do takes: how soon it answers after a start, and how much memory it has then, alone and with 10,000 connections
# that were used once and are kept open.

idle() {
    local runs=$1 run
    rm -f "$work"/idle.*
    for ((run = 1; run <= runs; run++)); do
        rm -rf "$work/idle"
        # Nobody in particular asks for the buckets, and is refused.
        first_answer 403 / idle
        echo "$first_ms" >>"$work/idle.start"
        sleep 5
        resident_mib >>"$work/idle.memory"
        stop_servers
    done
    rm -rf "$work/idle"
    echo "## A server with nothing to do; $runs starts, medians (least to most)"
    echo
    echo "| ms from the start to the first answer, of an empty store | memory 5 s later, MiB (VmRSS) |"
    echo "| --- | --- |"
    echo "| $(with_spread 1 <"$work/idle.start") | $(with_spread 1 <"$work/idle.memory") |"
    echo
    goal "First answer of an empty server, ms" "" "$(median 1 <"$work/idle.start")" "<=" 500
    goal "Memory of an empty server, MiB" "" "$(median 1 <"$work/idle.memory")" "<=" 90
    echo "## 10000 connections that had one answer each and are kept open; $runs servers, medians (least to most)"
    echo
    echo "| memory before, MiB (VmRSS) | with all of them |"
    echo "| --- | --- |"
    rm -f "$work"/idle.*
    for ((run = 1; run <= runs; run++)); do
        idle_connections 10000
    done
    echo "| $(with_spread 1 <"$work/idle.before") | $(with_spread 1 <"$work/idle.after") |"
    echo
    goal "Memory with 10000 idle connections, MiB" "" "$(median 1 <"$work/idle.after")" "<=" 250
}

idle_connections() {
    local connections=$1 target held
    seed_files 1 1024
    # Each side has as many open files.
    ulimit -n "$(ulimit -Hn)"
    start_ossa idle --bucket bench --seed "$work/seed" --address-connections off
    target=$(bench_tool signed-urls GET bench '{0}.bin' 1)
    curl --silent --fail --output /dev/null "$ossa_url$target"
    resident_mib >>"$work/idle.before"
    coproc HOLD { bench_tool hold-connections "$ossa_url" "$target" "$connections"; }
    local hold=$HOLD_PID
    read -r held <&"${HOLD[0]}"
    [[ $held == ready ]]
    sleep 5
    resident_mib >>"$work/idle.after"
    kill "$hold"
    wait "$hold" 2>/dev/null || true
    stop_servers
    rm -rf "$work/idle" "$work/seed"
}
