# Completion of gfpcheck for fish. All that can be completed is read from --help, so that it is what the program knows.

# The commands that the text of --help lists: the program's, or those of a command.
function __gfpcheck_commands
    gfpcheck $argv --help | sed -n '/^Commands:/,/^$/p' | string replace -rf '^  ([a-z][a-z-]*) +(.*)' '$1\t$2'
end

# The command of the line, or nothing.
function __gfpcheck_command
    set -l words (commandline -opc)
    if set -q words[2]; and __gfpcheck_commands | string match -qr "^$words[2]\t"
        echo $words[2]
    end
end

function __gfpcheck_options
    gfpcheck (__gfpcheck_command) --help | string replace -rf '^  (?:-., )?(--[a-z-]+=?)\S* +(.*)' '$1\t$2'
end

# The words that a value in --help stands for: none for files and free text.
function __gfpcheck_values
    switch "$argv"
        case '*CHECK*'
            gfpcheck explain | string replace -r ' +' '\t'
        case 'NAME[=FILE]'
            gfpcheck --help | string replace -rf '^Formats: ' '' | string split ', '
        case '*|*'
            string match -ra '\b[a-z][a-z-]*\b' -- "$argv"
    end
end

# The values of the option that is completed, as "--option=value" or as the word behind it.
function __gfpcheck_option_values
    set -l help (gfpcheck (__gfpcheck_command) --help)
    set -l parts (commandline -ct | string match -rg '^(--[a-z-]+=)((?:.*,)?)')
    if set -q parts[1]
        set -l value (string match -rg "^  (?:-., )?$parts[1](\S+)" -- $help)
        __gfpcheck_values $value | string replace -r -- '^' "$parts[1]$parts[2]"
    else
        set -l option (commandline -opc)[-1]
        string match -q -- '-*' "$option"; or return
        __gfpcheck_values (string match -rg "^  (?:$option, --[a-z-]+|(?:-., )?$option)=(\S+)" -- $help)
    end
end

# What may stand behind the command itself.
function __gfpcheck_words
    set -l command (__gfpcheck_command)
    if not set -q command[1]
        test (count (commandline -opc)) -eq 1; and __gfpcheck_commands
    else if test (count (commandline -opc)) -eq 2
        __gfpcheck_commands $command
        __gfpcheck_values "|"(gfpcheck $command --help | string match -rg '^  gfpcheck \S+ \[[^]]*\] (.*)')"|"
    end
end

complete -c gfpcheck -n 'string match -qr "^-[^=]*\$" -- (commandline -ct)' -f -a '(__gfpcheck_options)'
complete -c gfpcheck -n '__gfpcheck_option_values | string length -q' -f -a '(__gfpcheck_option_values)'
complete -c gfpcheck -a '(__gfpcheck_words)'
