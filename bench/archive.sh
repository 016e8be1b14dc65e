# What it takes to send a shared folder of very many small objects as one archive: time, size, the most memory of the server, and whether another
# program takes the archive for whole.

archive_of_many() {
    local objects=$1 loaded page began seconds bytes before peak checked
    # The loader dies by SIGKILL, which is what it is for.
    loaded=$(bench_tool load-objects "$work/archive" "$objects" || true)
    [[ $loaded == "$objects "* ]] || { echo "The objects were not loaded: $loaded" >&2 && return 1; }
    start_ossa archive
    page=$("$ossa" link create oss://load/all/ --folder --expires 1d --endpoint "$ossa_url" 2>/dev/null)
    before=$(memory_peak "$ossa_pid")
    began=$(date +%s.%N)
    curl --fail --silent --show-error --output "$work/archive.zip" "$page?zip"
    seconds=$(awk -v from="$began" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }')
    peak=$(memory_peak "$ossa_pid")
    bytes=$(stat --format %s "$work/archive.zip")
    checked=$(python3 - "$work/archive.zip" "$objects" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    names = archive.namelist()
    assert len(names) == len(set(names)) == int(sys.argv[2]), len(names)
    print("damaged" if archive.testzip() else "whole")
PYTHON
    )
    echo "## An archive of $objects files"
    echo
    echo "| seconds | MB | most memory before, MB | most memory, MB | to Python's zipfile |"
    echo "| --- | --- | --- | --- | --- |"
    echo "| $seconds | $((bytes / 1000000)) | $((before / 1000)) | $((peak / 1000)) | $checked |"
    echo
    stop_servers
    rm -rf "$work/archive" "$work/archive.zip"
}

# memory_peak PID: the most memory that the process has had so far, in kB.
memory_peak() {
    sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$1/status"
}
