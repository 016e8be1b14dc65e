# What a bucket of 100,000, 1,000,000 and 10,000,000 objects costs: loading, listing, looking up, disk. Without HTTP.

store_scale() {
    echo "## One bucket that grows (in process, through the engine)"
    echo
    bench_tool store-scale "$work/scale" ${BENCH_SCALE:-100000 1000000 10000000}
    echo
    rm -rf "$work/scale"
}
