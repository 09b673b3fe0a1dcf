# Completion of gfpcheck for bash. All that can be completed is read from --help, so that it is what the program knows.

# The words that a value in --help stands for, one a line: none for files and free text.
_gfpcheck_values() {
    case $1 in
    *CHECK*) gfpcheck explain | cut -d' ' -f1 ;;
    'NAME[=FILE]') gfpcheck --help | sed -n 's/^Formats: //p' | tr -d , | tr ' ' '\n' ;;
    *[a-z]*'|'*) grep -oE '\b[a-z][a-z-]*\b' <<<"$1" ;;
    esac
}

# The commands that a text of --help lists.
_gfpcheck_commands() { sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' <<<"$1"; }

_gfpcheck() {
    local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' help value words done
    # "--option=value" comes as three words
    if [[ $cur == = ]]; then
        cur=''
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    help=$(gfpcheck --help)
    words=$(_gfpcheck_commands "$help")
    if ((COMP_CWORD > 1)) && grep -qxFe "${COMP_WORDS[1]}" <<<"$words"; then
        command=${COMP_WORDS[1]}
        help=$(gfpcheck "$command" --help)
        words=''
    fi
    case $before in
    --?*) value=$(sed -nE "s/^  (-., )?$before=([^ ]+) .*/\2/p" <<<"$help") ;;
    -?) value=$(sed -nE "s/^  $before, --[a-z-]+=([^ ]+) .*/\1/p" <<<"$help") ;;
    esac
    if [[ $value ]]; then
        words=$(_gfpcheck_values "$value")
    elif [[ $cur == -* ]]; then
        compopt -o nospace 2>/dev/null
        words=$(sed -nE 's/^  (-., )?(--[a-z-]+=?).*/\2/p' <<<"$help")
    elif [[ $command ]] && ((COMP_CWORD == 2)); then
        words=$(_gfpcheck_commands "$help"
                _gfpcheck_values "$(sed -nE 's/^  gfpcheck [a-z-]+ \[[^]]*\] (.*)/|\1|/p' <<<"$help")")
    fi
    # of a list with commas, the last part
    done=${cur%"${cur##*,}"}
    mapfile -t COMPREPLY < <(compgen -P "$done" -W "$words" -- "${cur##*,}")
}

complete -o bashdefault -o default -F _gfpcheck gfpcheck
