# What a bucket of 10,000, 100,000, 1,000,000 and 10,000,000 objects costs: loading, listing, looking up, disk. Without HTTP.

store_scale() {
    echo "## One bucket that grows (in process, through the engine)"
    echo
    bench_tool store-scale "$work/scale" ${BENCH_SCALE:-10000 100000 1000000 10000000} | tee "$work/scale.table"
    echo
    rm -rf "$work/scale"
    # Its third column has the pages of 1,000 keys that are listed in a second.
    local first last
    first=$(awk -F ' *[|] *' 'NR == 3 { print $4 }' "$work/scale.table")
    last=$(awk -F ' *[|] *' 'END { print $4 }' "$work/scale.table")
    goal "Listing 1,000 keys: time, largest bucket / smallest" "itself" "$(ratio "$first" "$last")" "<=" 1.5
}
