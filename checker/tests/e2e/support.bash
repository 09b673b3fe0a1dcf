# What the scripts of this folder share: source it first.
#
# Needs $GFPCHECK. Gives a temporary folder to work in, a driver with one bug, and run/expect functions.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME=$work XDG_CACHE_HOME=$work/cache
unset GFPCHECK_DATA NO_COLOR CLICOLOR_FORCE

# A driver that needs no headers, with an allocation that may sleep under a spinlock in line 14.
make_driver() {
    cat >"$1" <<'EOF'
typedef unsigned int gfp_t;
#define __GFP_DIRECT_RECLAIM 0x400u
#define GFP_KERNEL 0xcc0u
#define GFP_ATOMIC 0x820u
typedef struct spinlock { int locked; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void *kmalloc(unsigned long size, gfp_t flags);
struct device { spinlock_t lock; void *buffer; };

void bug(struct device *d)
{
    spin_lock(&d->lock);
    d->buffer = kmalloc(8, GFP_KERNEL);
    spin_unlock(&d->lock);
}

void twin(struct device *d)
{
    spin_lock(&d->lock);
    d->buffer = kmalloc(8, GFP_ATOMIC);
    spin_unlock(&d->lock);
}
EOF
}
driver_warning='driver.c:14:[0-9]+: warning: .* \[atomic-alloc\]'

# make_program DIR N: a program of 2 N + 1 units and a header, whose findings need several of them: driver_I.c calls
# helper_I() of helper_I.c under a lock, which may sleep or calls helper_I-1(); a table has functions of all.
make_program() {
    local dir=$1 n=$2 i
    mkdir -p "$dir"
    make_driver "$dir/kernel.h"
    sed -i '/^void bug/,$d' "$dir/kernel.h"
    cat >>"$dir/kernel.h" <<'EOF'
struct ops { void (*run)(struct device *d); };

static inline void alloc_locked(struct device *d, gfp_t flags)
{
    spin_lock(&d->lock);
    d->buffer = kmalloc(8, flags);
    spin_unlock(&d->lock);
}
static inline void alloc_twice(struct device *d, gfp_t flags)
{
    alloc_locked(d, GFP_ATOMIC);
    alloc_locked(d, flags);
}
static inline void alloc_wrongly(struct device *d)
{
    spin_lock(&d->lock);
    d->buffer = kmalloc(16, GFP_KERNEL);
    spin_unlock(&d->lock);
}
EOF
    for ((i = 0; i < n; i++)); do
        printf '%s\n' '#include "kernel.h"' "void helper_$(((i + n - 1) % n))(struct device *d);" \
            "void helper_$i(struct device *d)" '{' \
            "$( ((i % 3)) && echo "    helper_$((i - 1))(d);" || echo '    d->buffer = kmalloc(8, GFP_KERNEL);')" '}' \
            >"$dir/helper_$i.c"
        printf '%s\n' '#include "kernel.h"' "void helper_$i(struct device *d);" \
            "void bug_$i(struct device *d)" '{' '    spin_lock(&d->lock);' "    helper_$i(d);" '    spin_unlock(&d->lock);' \
            "    alloc_twice(d, $( ((i % 4)) && echo GFP_ATOMIC || echo GFP_KERNEL));" '}' \
            "const struct ops ops_$i = {.run = helper_$i};" >"$dir/driver_$i.c"
    done
    cat >"$dir/core.c" <<'EOF'
#include "kernel.h"
void run_all(const struct ops *ops, struct device *d)
{
    spin_lock(&d->lock);
    ops->run(d);
    spin_unlock(&d->lock);
    alloc_wrongly(d);
}
EOF
}

# make_commands DIR FLAGS FILE...: compile_commands.json in DIR for these files.
make_commands() {
    local dir=$1 flags=$2 comma='' file
    mkdir -p "$dir"
    {
        echo '['
        for file in "${@:3}"; do
            printf '%s{"directory": "%s", "file": "%s", "command": "cc %s -c %s"}\n' "$comma" "$work" "$file" "$flags" "$file"
            comma=,
        done
        echo ']'
    } >"$dir/compile_commands.json"
}

# make_kernel FOLDER [FLAGS]: a kernel's source tree, configured and prepared, which answers `make -n` as kbuild does. It has
# drivers/own/driver.c, and compiles on the model headers.
make_kernel() {
    local flags=(-nostdinc "-I$SOURCE_ROOT/include/linux-model" -D__KERNEL__ "${@:2}")
    mkdir -p "$1/drivers/own"
    : >"$1/Kconfig" >"$1/Kbuild"
    echo 'obj-m += own/' >"$1/drivers/Makefile"
    echo 'obj-m += driver.o' >"$1/drivers/own/Makefile"
    make_driver "$1/drivers/own/driver.c"
    sed "s%^KERNEL_FLAGS = .*%KERNEL_FLAGS = ${flags[*]@Q}%" "$SOURCE_ROOT/testdata/kernel/Makefile" >"$1/Makefile"
    make -s -C "$1" allmodconfig modules_prepare
}

fail() {
    printf 'FAILED: %s\n--- stdout\n%s\n--- stderr\n%s\n' "$1" "$(cat out)" "$(cat err)"
    exit 1
}

# run CODE ARGS...: runs gfpcheck, which must exit with CODE; its output goes to the files `out` and `err`.
run() {
    local expected=$1 code=0
    shift
    "$GFPCHECK" "$@" >out 2>err || code=$?
    ((code == expected)) || fail "gfpcheck $* exited with $code, not $expected"
}

# in_out REGEX, in_err REGEX, not_in_out REGEX: what the last run wrote.
in_out() { grep -Eq -- "$1" out || fail "no '$1' on stdout"; }
in_err() { grep -Eq -- "$1" err || fail "no '$1' on stderr"; }
not_in_out() { ! grep -Eq -- "$1" out || fail "'$1' on stdout"; }
