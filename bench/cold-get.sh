# Signed GET of objects that are not in the system's cache, each read once in a run, Ossa beside nginx's sendfile, in turns: of blocks that Ossa has
# verified in the last quarter of an hour, as it mostly is, and of 100 MiB also of blocks that it has yet to verify.

cold_get() {
    local runs=$1 bytes count connections
    large_head "Signed GET of what is cold; $runs runs"
    for bytes in 65536 1048576 104857600; do
        case $bytes in
        65536) count=4000 ;;
        1048576) count=500 ;;
        *) count=12 ;;
        esac
        seed_files $count "$bytes"
        start_ossa large --bucket bench --seed "$work/seed"
        share_files $count "$bytes"
        start_nginx
        bench_tool signed-urls GET bench '{0}.bin' $count >"$work/ossa.targets"
        bench_tool secure-links bench-secret '{0}.bin' $count >"$work/nginx.targets"
        # Reading them all for the first time lets the JIT settle on what verifies.
        transfer once 4 "$ossa_url" "$ossa_pid" "$work/ossa.targets" GET >/dev/null
        transfer 5 4 "$ossa_url" "$ossa_pid" "$work/ossa.targets" GET >/dev/null
        for connections in 1 4; do
            large_row "$runs" once $connections "$(size_words "$bytes")" "cold"
        done
        if ((bytes == 104857600)); then
            for connections in 1 4; do
                large_row "$runs" once $connections "$(size_words "$bytes")" "cold, not verified yet"
            done
        fi
        stop_servers
        rm -rf "$work/large" "$work/seed" "$work"/*.targets
    done
    echo
}

# touch_all COUNT: so many files of Ossa's.
touch_all() {
    local touched
    touched=$(find "$work/large" -type f -size +99M -exec touch {} ';' -print | wc -l)
    ((touched == $1)) || { echo "Ossa keeps $touched large files instead of $1." >&2 && return 1; }
}

drop_caches() {
    sync
    echo 3 >/proc/sys/vm/drop_caches
}
