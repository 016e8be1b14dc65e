# What the benchmark scripts share. They are sourced by bench/run, which makes $work (a new directory), $ossa (the published
# program) and $tools (Ossa.Benchmarks.dll). All traffic stays on loopback.

servers=()

# stop_servers [KEEP]: ends the servers that were started, the last one first, but for the first KEEP; the directory is removed by bench/run.
stop_servers() {
    local keep=${1:-0} pid
    while ((${#servers[@]} > keep)); do
        pid=${servers[-1]}
        unset 'servers[-1]'
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
    done
}

# start_ossa NAME [ARGUMENT...]: a server with a data directory of its own on a free port. Sets ossa_pid and ossa_url.
start_ossa() {
    local name=$1 out="$work/$1.out"
    shift
    # It must be there before the server, in a process of its own, gets to open it.
    : >"$out"
    "$ossa" serve --data "$work/$name" --listen http://127.0.0.1:0 --log-level Warning "$@" >"$out" 2>"$work/$name.log" </dev/null &
    ossa_pid=$!
    servers+=("$ossa_pid")
    local try
    for try in {1..3000}; do
        ossa_url=$(sed -n 's/^Listening on //p' "$out")
        [[ -z $ossa_url ]] || return 0
        kill -0 "$ossa_pid" 2>/dev/null || break
        sleep 0.01
    done
    echo "ossa serve did not start:" >&2
    cat "$work/$name.log" >&2
    return 1
}

# first_answer STATUS TARGET NAME [ARGUMENT...]: start_ossa, and sets first_ms to the milliseconds from its start to the first answer, which has to be of that status.
first_answer() {
    local status=$1 target=$2 started=$EPOCHREALTIME answered
    shift 2
    start_ossa "$@"
    answered=$(curl --silent --show-error --output /dev/null --write-out '%{http_code}' "$ossa_url$target")
    [[ $answered == "$status" ]] || { echo "The first answer is a $answered instead of a $status." >&2 && return 1; }
    first_ms=$(awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.0f", (b - a) * 1000 }')
}

resident_mib() {
    awk '/^VmRSS:/ { printf "%.1f\n", $2 / 1024 }' "/proc/$ossa_pid/status"
}

# with_workers PID: the process and its two workers, whose CPU time counts, once they are all there.
with_workers() {
    local try
    for try in {1..100}; do
        [[ $(pgrep --count --parent "$1") -eq 2 ]] && break
        sleep 0.1
    done
    echo "$1 $(pgrep --parent "$1" | tr '\n' ' ')"
}

# process_tree PID...: the processes and all that they have started, whose CPU time counts, too.
process_tree() {
    local pid
    for pid in "$@"; do
        echo "$pid"
        process_tree $(pgrep --parent "$pid")
    done
}

# seed_files COUNT BYTES: random files 0.bin, 1.bin ... to fill a bucket "bench" with.
seed_files() {
    mkdir -p "$work/seed/bench"
    python3 -c 'import os, sys
for i in range(int(sys.argv[2])):
    with open(f"{sys.argv[1]}/{i}.bin", "wb") as file:
        file.write(os.urandom(int(sys.argv[3])))' "$work/seed/bench" "$1" "$2"
}

# share_files COUNT BYTES: gives nginx the files in which Ossa keeps its objects instead of those that it was filled from, where it has a file for each. So both send the same pages of memory, wherever
# the system has put them, and read the same blocks of the disk; with some hundred bytes of checksums behind each.
share_files() {
    (($2 > 65536)) || return 0
    local shared=0 file
    while read -r file; do
        ln --force "$file" "$work/seed/bench/$shared.bin"
        shared=$((shared + 1))
    done < <(find "$work/large/blobs" -type f)
    ((shared == $1)) || { echo "Ossa keeps $shared files instead of $1." >&2 && return 1; }
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

bench_tool() {
    dotnet "$tools" "$@"
}

# cpu_ticks PID...: user and system time that the processes have used so far, in clock ticks.
cpu_ticks() {
    local pid total=0 fields
    for pid in "$@"; do
        # The second field, the name in parentheses, may hold spaces; the times are fields 14 and 15.
        read -ra fields <<<"$(sed 's/.*) //' "/proc/$pid/stat")"
        total=$((total + fields[11] + fields[12]))
    done
    echo "$total"
}

# load SECONDS CONNECTIONS URL TARGETS [METHOD [BODY_BYTES]]: prints "requests seconds mean_ms p99_ms", and fails on any failed request.
load() {
    local seconds=$1 connections=$2 url=$3 line
    shift 3
    line=$(wrk --threads 1 --connections "$connections" --duration "${seconds}s" --timeout 10s \
        --script "$bench/wrk/rotate.lua" "$url" -- "$@" | sed -n 's/^result //p')
    read -ra fields <<<"$line"
    if [[ ${#fields[@]} -ne 5 || ${fields[4]} -ne 0 ]]; then
        echo "The load on $url failed (requests, seconds, mean ms, p99 ms, failures): ${line:-nothing printed}" >&2
        return 1
    fi
    echo "${fields[@]:0:4}"
}

# measure SECONDS CONNECTIONS URL "PID..." TARGETS [METHOD [BODY_BYTES]]: prints "requests/s cpu_us_per_request p99_ms".
measure() {
    local seconds=$1 connections=$2 url=$3 pids=$4 before after result
    shift 4
    before=$(cpu_ticks $pids)
    result=$(load "$seconds" "$connections" "$url" "$@") || return 1
    after=$(cpu_ticks $pids)
    awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" \
        '{ printf "%.0f %.2f %.2f\n", $1 / $2, ticks / hz * 1e6 / $1, $4 }' <<<"$result"
}

# transfer SECONDS|once CONNECTIONS URL "PID..." TARGETS METHOD [BODY_BYTES]: for so long, or of each target once; prints "MB/s cpu_ms_per_GB"; whole bodies only, whose bytes nobody looks at.
transfer() {
    local seconds=$1 connections=$2 url=$3 pids=$4 before after result
    shift 4
    before=$(cpu_ticks $pids)
    result=$(bench_tool transfer "$url" "$seconds" "$connections" "$@") || return 1
    after=$(cpu_ticks $pids)
    awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" \
        '{ printf "%.0f %.0f\n", $1 / $2 / 1e6, ticks / hz * 1e3 / ($1 / 1e9) }' <<<"$result"
}

# goal WORK YARDSTICK VALUE RELATION GOAL: notes a figure that the project has set itself a goal for.
goal() {
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1${congestion:+, sent by $congestion}" "$2" "$3" "$4" "$5" "$(date --utc +%F), $commit" >>"$work/goals.tsv"
}

# median COLUMN: of the lines on standard input.
median() {
    awk -v column="$1" '{ print $column }' | sort -g | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# with_spread COLUMN: the median of the lines on standard input, with the least and the most of them.
with_spread() {
    awk -v column="$1" '{ print $column }' | sort -g |
        awk '{ value[NR] = $1 } END { printf "%s (%s to %s)", value[int((NR + 1) / 2)], value[1], value[NR] }'
}

size_words() {
    if (($1 >= 1048576)); then echo "$(($1 / 1048576)) MiB"; else echo "$(($1 / 1024)) KiB"; fi
}

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}
