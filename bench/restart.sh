# How long a server that was killed takes until it answers again, with as many objects as a large store has. The objects are written through the
# engine itself by many writers at once, and the process that wrote them kills itself, so that the start finds the log as a crash leaves it.

restart_after_kill() {
    local objects=$1 loaded try target
    # The loader dies by SIGKILL, which is what it is for.
    loaded=$(bench_tool load-objects "$work/restart" "$objects" || true)
    [[ $loaded == "$objects "* ]] || { echo "The objects were not loaded: $loaded" >&2 && return 1; }
    echo "## Start after a kill, with $objects objects"
    echo
    echo "Written in ${loaded#* } s; the data directory has $(du --summarize --human-readable "$work/restart" | cut -f 1)."
    echo
    target=$(bench_tool signed-urls GET load 'all/folder-0001/object-00000001.bin' 1)
    echo "| start | ms to the first answer, a signed GET | memory after 5 s, MiB (VmRSS) |"
    echo "| --- | --- | --- |"
    rm -f "$work/restart.start"
    for try in "the first after the kill" "after a second kill" "after a third kill" "after a fourth kill" "after a fifth kill"; do
        first_answer 200 "$target" restart
        echo "$first_ms" >>"$work/restart.start"
        sleep 5
        echo "| $try | $first_ms | $(resident_mib) |"
        kill -KILL "$ossa_pid"
        wait "$ossa_pid" 2>/dev/null || true
        servers=()
    done
    echo
    goal "First answer after a kill with $objects objects, ms" "" "$(median 1 <"$work/restart.start")" "<=" 1000
    rm -rf "$work/restart"
}
