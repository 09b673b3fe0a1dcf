# What the tests of hooks and jobs share: source it after support.bash.
#
# Needs git; gives Git repositories of testdata/module, a driver module out of tree whose bug is in line 19, and
# Debian's kernel headers, where these are installed.
command -v git >/dev/null || { echo 'skipped: there is no git'; exit 77; }
export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=me GIT_AUTHOR_EMAIL=me@example.org
export GIT_COMMITTER_NAME=me GIT_COMMITTER_EMAIL=me@example.org
git config --global init.defaultBranch main
PATH=$(dirname "$GFPCHECK"):$PATH

# make_module FOLDER: a new repository, with all files staged.
make_module() {
    cp -r "$SOURCE_ROOT/testdata/module" "$1"
    git -C "$1" init -q
    printf 'out\nerr\n' >"$1/.git/info/exclude"
    git -C "$1" add .
}

# add_bug FOLDER: one more bug, in a new function, staged.
add_bug() {
    cat >>"$1/blinker.c" <<'END'

int blinker_grow(size_t size);
int blinker_grow(size_t size)
{
	spin_lock(&lock);
	pattern = krealloc(pattern, size, GFP_KERNEL);
	spin_unlock(&lock);
	return 0;
}
END
    git -C "$1" add .
}

# Prints the build folder of Debian's package of kernel headers; false without one.
kernel_headers() {
    local found
    found=$(compgen -G '/usr/src/linux-headers-*/include/generated/autoconf.h') || return 1
    dirname "$(dirname "$(dirname "${found%%$'\n'*}")")"
}

# passes WHAT COMMAND..., stops WHAT COMMAND...: whether the command succeeds; its output goes to the file `out`.
passes() { "${@:2}" >out 2>&1 || { : >err && fail "$1: did not pass"; }; }
stops() { ! "${@:2}" >out 2>&1 || { : >err && fail "$1: passed"; }; }
