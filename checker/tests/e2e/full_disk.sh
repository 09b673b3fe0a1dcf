#!/usr/bin/env bash
# A disk that is full: a run finds what it should and says what is not kept; what is to be a file appears whole or not.
if [[ -z ${OWN_MOUNTS-} ]]; then # disks of our own, where that is permitted
    unshare --map-root-user --mount mount -t tmpfs tmpfs /mnt 2>/dev/null || exit 77
    OWN_MOUNTS=1 exec unshare --map-root-user --mount bash "$0"
fi
source "$(dirname "$0")/support.bash"
trap 'umount "$work"/disk-* 2>/dev/null || true; rm -rf "$work"' EXIT

make_program p 8
make_commands . -DX p/*.c
run 1 --no-db --format json -p .
cp out single

disk() { # disk SIZE: $disk is a new one
    disk=$work/disk-$1
    mkdir "$disk"
    mount -t tmpfs -o size="$1" tmpfs "$disk"
}

for size in 4k 16k 64k 160k; do
    disk $size
    for round in cold again; do
        run 1 --db "$disk/p.db" --format json -p .
        cmp single out
        in_err '^gfpcheck: note: program database .*/p\.db cannot be (written|read) \('
    done

    # the user's cache, with the database and the preludes
    XDG_CACHE_HOME=$disk/cache run 1 --format json -p .
    cmp single out

    # a shard is whole or has failed
    run 2 --shard 1/1 --db "$disk/shard.db" -p .
    in_err '^gfpcheck: error: program database .*/shard\.db cannot be written'
done

# a merge leaves nothing behind, and what was there as it was
run 0 --shard 1/1 --db shard.db -p .
for size in 20k 100k; do
    disk $size
    head -c 10000 /dev/zero >"$disk/other"
    run 2 db merge "$disk/all.db" shard.db
    in_err '^gfpcheck: error: program database .*(full|cannot be written)'
    [[ $(ls "$disk") == $'all.db.lock\nother' ]] || fail "left: $(ls "$disk")"
done
