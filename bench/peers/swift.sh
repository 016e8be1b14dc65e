# OpenStack Swift from Debian's packages, as small as it gets: a proxy that checks TempURLs, and one server each for accounts, containers and objects, with
# one replica on one device, a directory. The proxy and the objects' server have a worker for each core; memcached, its usual cache, knows accounts
# and containers. No replicators, no auditors, and nobody logs requests.

readonly swift_packages=(swift-proxy swift-account swift-container swift-object memcached)

# Sets swift_port, swift_pids, swift_account and swift_secret, the key of the account's TempURLs; its container "bench" is there.
start_swift() {
    local kind cache_port token first=${#servers[@]}
    swift_port=$(free_port) swift_account=AUTH_bench swift_secret=$(openssl rand -hex 16)
    mkdir -p "$work/swift/devices/disk"
    printf '[swift-hash]\nswift_hash_path_suffix = bench\n' >"$work/swift/swift.conf"
    for kind in account container object; do
        swift_backend "$kind" "$(free_port)"
    done
    cache_port=$(free_port)
    memcached --user "$(id --user --name)" --listen 127.0.0.1 --port "$cache_port" &
    servers+=($!)
    swift_settings "$swift_port" auto >"$work/swift/proxy.conf"
    cat >>"$work/swift/proxy.conf" <<END
[pipeline:main]
pipeline = catch_errors cache tempurl tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:$cache_port
[filter:tempurl]
use = egg:swift#tempurl
[filter:tempauth]
use = egg:swift#tempauth
user_bench_owner = $swift_secret .admin
END
    swift_server proxy "$swift_port"

    local url=http://127.0.0.1:$swift_port
    token=$(curl --silent --show-error --fail --output /dev/null --dump-header - --header 'X-Storage-User: bench:owner' \
        --header "X-Storage-Pass: $swift_secret" "$url/auth/v1.0" | tr -d '\r' | sed -n 's/^X-Auth-Token: //Ip')
    curl --silent --show-error --fail --request POST --header "X-Auth-Token: $token" \
        --header "X-Account-Meta-Temp-URL-Key: $swift_secret" "$url/v1/$swift_account" >&2
    curl --silent --show-error --fail --request PUT --header "X-Auth-Token: $token" "$url/v1/$swift_account/bench" >&2
    swift_pids=$(process_tree "${servers[@]:first}" | tr '\n' ' ')
}

# swift_settings PORT WORKERS: the settings that its servers share.
swift_settings() {
    printf '%s\n' '[DEFAULT]' "bind_ip = 127.0.0.1" "bind_port = $1" "workers = $2" "swift_dir = $work/swift" "devices = $work/swift/devices" \
        "mount_check = false" "user = $(id --user --name)" "log_level = ERROR"
}

# swift_backend KIND PORT: a server of accounts, containers or objects, and its ring of one device.
swift_backend() {
    local kind=$1 port=$2 builder=$work/swift/$1.builder
    {
        swift-ring-builder "$builder" create 8 1 1
        swift-ring-builder "$builder" add "r1z1-127.0.0.1:$port/disk" 1
        swift-ring-builder "$builder" rebalance
    } >"$work/swift/$kind.ring.log"
    {
        swift_settings "$port" "$([[ $kind == object ]] && echo auto || echo 1)"
        printf '%s\n' '[pipeline:main]' "pipeline = $kind-server" "[app:$kind-server]" "use = egg:swift#$kind" 'log_requests = false'
    } >"$work/swift/$kind.conf"
    swift_server "$kind" "$port"
}

swift_server() {
    "swift-$1-server" "$work/swift/$1.conf" >"$work/swift-$1.log" 2>&1 </dev/null &
    servers+=($!)
    answers "$2"
}
