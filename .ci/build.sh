# What ./run and ./test share: the Debian packages that are needed, and building a preset. To be sourced.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(
    cmake ninja-build pkg-config gcc libc6-dev
    libclang-19-dev libglib2.0-dev libcyaml-dev libyaml-dev libjansson-dev
    libsqlite3-dev libzstd-dev libxxhash-dev
    check # the build knows its tests
)
# g++ for the public header's test, make for those of --kbuild, clang and its runtime for the sanitizers.
# node and xmllint look whether reports are as their schemas ask; git and pre-commit are for hooks and jobs,
# zsh and fish for completion, mandoc for the man page.
test_packages=(g++ make clang-19 libclang-rt-19-dev nodejs libxml2-utils git pre-commit zsh fish mandoc)
# Some packages of node bring npm along, and exclude Debian's.
command -v npm >/dev/null || test_packages+=(npm)
# Kernel headers for modules out of tree: 15 MB. On other systems the tests on them are skipped.
if grep -qx ID=debian /etc/os-release 2>/dev/null; then
    test_packages+=("linux-headers-$(dpkg --print-architecture)")
fi

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 2
}

# quietly LOG COMMAND...: shows the command's output only if it fails.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 || {
        local code=$?
        cat "$log" >&2
        return "$code"
    }
}

# Installs those of the packages that are missing; on a system without dpkg the build will say what it lacks.
install_packages() {
    local package status missing=() as_root=()

    command -v dpkg-query >/dev/null || return 0
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || true
        [[ $status == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    if ((EUID)); then
        command -v sudo >/dev/null || fail "these Debian packages are missing, and there is no sudo: ${missing[*]}"
        as_root=(sudo)
    fi
    echo "Installing: ${missing[*]}" >&2
    local get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    local install=("${get[@]}" install -y --no-install-recommends "${missing[@]}")
    if apt-cache show "${missing[@]}" >/dev/null 2>&1 && "${install[@]}" >/dev/null 2>&1; then return 0; fi
    quietly "$root/build/apt.log" "${get[@]}" update || fail "apt-get update failed"
    quietly "$root/build/apt.log" "${install[@]}" || fail "these Debian packages could not be installed: ${missing[*]}"
}

# build PRESET [TARGET]: configures (once) and builds a preset of CMakePresets.json.
build() (
    preset=$1 target=${2:-all} dir=$root/build/$1

    cd "$root" || exit
    if [[ ! -f $dir/configured || CMakePresets.json -nt $dir/configured ]]; then
        echo "Configuring $preset" >&2
        quietly "$dir/configure.log" cmake --preset "$preset" || fail "configuring $preset failed"
        touch "$dir/configured"
    fi
    [[ -f $dir/built-$target ]] || echo "Building $preset" >&2
    quietly "$dir/build.log" cmake --build --preset "$preset" --target "$target" -- --quiet ||
        fail "building $preset failed"
    touch "$dir/built-$target"
)
