# PUT of 256 KiB by one client, of new keys and of keys that have such an object already, after thousands of these were replaced: what was replaced is freed
# meanwhile, and must leave nothing behind that makes the next one dear.

replace() {
    local runs=$1 seconds=$2 keys=1000 bytes=262144 replaced=0 many=20000 run
    start_ossa replace --bucket bench
    bench_tool signed-urls PUT bench '{0}.bin' $keys >"$work/replace.targets"
    while ((replaced < many)); do
        replaced=$((replaced + $(load 5 16 "$ossa_url" "$work/replace.targets" PUT $bytes | cut -d ' ' -f 1)))
    done
    rm -f "$work"/{new,old}.replace
    for ((run = 1; run <= runs; run++)); do
        # What was replaced is freed by then, which is no cost of new keys.
        sleep 1
        bench_tool signed-urls PUT bench "new-$run-{0}.bin" $((seconds * 2000)) >"$work/new.targets"
        measure "$seconds" 1 "$ossa_url" "$ossa_pid" "$work/new.targets" PUT $bytes >>"$work/new.replace"
        measure "$seconds" 1 "$ossa_url" "$ossa_pid" "$work/replace.targets" PUT $bytes >>"$work/old.replace"
    done
    echo "## PUT of $(size_words $bytes) by one client, after $keys keys were replaced $many times; $runs runs of $seconds s in turns, medians (least to most)"
    echo
    echo "| onto | PUT/s | CPU us/request | p99 ms |"
    echo "| --- | --- | --- | --- |"
    echo "| new keys | $(with_spread 1 <"$work/new.replace") | $(with_spread 2 <"$work/new.replace") | $(median 3 <"$work/new.replace") |"
    echo "| what is there | $(with_spread 1 <"$work/old.replace") | $(with_spread 2 <"$work/old.replace") | $(median 3 <"$work/old.replace") |"
    goal "PUT 256 KiB onto what is there: CPU" "PUT of new keys" "$(ratio "$(median 2 <"$work/old.replace")" "$(median 2 <"$work/new.replace")")" "<=" 1.5
    echo
    stop_servers
    rm -rf "$work/replace" "$work"/*.targets
}
