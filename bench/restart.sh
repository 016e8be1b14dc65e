# How long a server that was killed takes until it listens again, with as many objects as a large store has. The objects are written through the
# engine itself by many writers at once, and the process that wrote them kills itself, so that the start finds the log as a crash leaves it.

restart_after_kill() {
    local objects=$1 loaded seconds try started
    # The loader dies by SIGKILL, which is what it is for.
    loaded=$(bench_tool load-objects "$work/restart" "$objects" || true)
    [[ $loaded == "$objects "* ]] || { echo "The objects were not loaded: $loaded" >&2 && return 1; }
    echo "## Start after a kill, with $objects objects"
    echo
    echo "Written in ${loaded#* } s; the data directory has $(du --summarize --human-readable "$work/restart" | cut -f 1)."
    echo
    echo "| start | seconds until it listens |"
    echo "| --- | --- |"
    for try in "the first after the kill" "after a second kill" "after a third kill"; do
        started=$(date +%s.%N)
        start_ossa restart
        seconds=$(awk -v from="$started" -v to="$(date +%s.%N)" 'BEGIN { printf "%.2f", to - from }')
        echo "| $try | $seconds |"
        kill -KILL "$ossa_pid"
        wait "$ossa_pid" 2>/dev/null || true
        servers=()
    done
    echo
}
