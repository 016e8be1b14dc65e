# Signing and verifying on one core.

signing() {
    echo "## Signing, one core"
    echo
    echo "| what | operations/s | ns | bytes allocated |"
    echo "| --- | --- | --- | --- |"
    taskset --cpu-list 0 dotnet "$tools" signing | awk -F '\t' '{ printf "| %s | %s | %s | %s |\n", $1, $2, $3, $4 }'
    echo
}
