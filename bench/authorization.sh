# What authorizing a request costs with 10, 1,000 and 100,000 users and policies. Without HTTP.

authorization() {
    echo "## Authorizing a request (in process, in memory; medians of five)"
    echo
    dotnet "$tools" authorization ${BENCH_USERS:-10 1000 100000}
    echo
}
