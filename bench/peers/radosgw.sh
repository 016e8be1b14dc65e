# Ceph's radosgw from Debian's packages, as small as it gets: one monitor, one OSD with BlueStore on a file (it syncs before it answers, so that a PUT
# is durable), pools of one replica, and one gateway with its front end beast. No manager, no authentication among them, and no logs.

readonly radosgw_packages=(radosgw ceph-mon ceph-osd)

# Sets radosgw_port, radosgw_pids, radosgw_key and radosgw_secret; its bucket "bench" is there.
start_radosgw() {
    local home=$work/radosgw first=${#servers[@]} host monitor cluster osd
    radosgw_port=$(free_port) host=127.0.0.1:$radosgw_port radosgw_key=BENCHBENCHBENCHBENCH radosgw_secret=$(openssl rand -hex 20)
    export CEPH_CONF=$home/ceph.conf
    mkdir -p "$home"/{mon,osd}
    monitor=v2:127.0.0.1:$(free_port) cluster=$(cat /proc/sys/kernel/random/uuid) osd=$(cat /proc/sys/kernel/random/uuid)
    cat >"$CEPH_CONF" <<END
[global]
fsid = $cluster
mon host = $monitor
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
run dir = $home
admin socket =
log file =
mon data = $home/mon
mon allow pool size one = true
osd data = $home/osd
osd objectstore = bluestore
bluestore block size = 10737418240
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default pg num = 8
osd pool default pg autoscale mode = off
rgw data = $home
rgw frontends = beast endpoint=$host tcp_nodelay=1
[osd]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
END
    monmaptool --create --fsid "$cluster" --addv a "$monitor" "$home/monmap" >&2
    ceph-mon --id a --mkfs --monmap "$home/monmap" >&2
    ceph_server ceph-mon --id a
    ceph osd new "$osd" >&2
    # It complains that its files are not there yet, and makes them.
    ceph-osd --id 0 --mkfs --osd-uuid "$osd" >&2
    ceph_server ceph-osd --id 0
    radosgw-admin user create --uid bench --display-name bench --access-key "$radosgw_key" --secret-key "$radosgw_secret" >"$work/radosgw-user.log"
    ceph_server radosgw --name client.bench
    answers "$radosgw_port"
    curl --silent --show-error --fail --request PUT \
        "http://$host$(python3 "$bench/peers.py" s3v4-bucket PUT 1 "$radosgw_key" "$radosgw_secret" "$host")" >&2
    radosgw_pids=${servers[*]:first}
}

ceph_server() {
    "$@" --foreground >"$work/$1.log" 2>&1 </dev/null &
    servers+=($!)
}
