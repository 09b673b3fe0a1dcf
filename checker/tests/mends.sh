#!/usr/bin/env bash
# No advice without a case: some `// expect:` of testdata/check has the text of each row of advice.yaml.
set -euo pipefail
cd "$SOURCE_ROOT"
missing=0
while IFS= read -r text; do
    # a blank stands for anything
    regex=$(sed -E 's/[][().*^$+?|\\]/\\&/g; s/\{[a-z]+\}/.*/g' <<<"$text")
    grep -rqE "\{\{mend: (.*; or )?$regex(; or|\}\})" testdata/check || { echo "no case for: $text"; missing=1; }
done < <(sed -n 's/^    text: //p' rules/linux/advice.yaml)
exit "$missing"
