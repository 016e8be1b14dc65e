# s3rver from npm: its objects are files, written without fsync. It says nothing of requests.

start_s3rver() {
    s3rver_port=$(free_port)
    npm install --silent --no-audit --no-fund --prefix "$work/npm-s3rver" s3rver@3.7.1 >&2
    mkdir -p "$work/s3rver"
    node "$work/npm-s3rver/node_modules/s3rver/bin/s3rver.js" --silent --directory "$work/s3rver" --address 127.0.0.1 \
        --port "$s3rver_port" --no-vhost-buckets "$@" >"$work/s3rver.log" 2>&1 &
    s3rver_pid=$!
    servers+=("$s3rver_pid")
    answers "$s3rver_port"
}
