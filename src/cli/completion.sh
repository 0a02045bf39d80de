# Completion of `dcos registry` for bash and zsh. `dcos` sources this file on each completion, within its own function _dcos
# (dcos-cli pkg/cmd/completion/completion.sh), whose variables it reads: cur prev words cword c command last_command.
# The functions below "made from the flags" are generated with the plugin.

# The official plugin has the word `registry` too, and may define _dcos_registry before or after this file: whose comes last
# would win. So dcos is led to a function of our own, which asks theirs for what is not ours.
if [[ ${command-} == registry && ${last_command-} == _dcos ]]; then
    last_command=__dcos_shared
fi

# For whoever goes by the documented name; theirs is left alone.
if ! declare -f _dcos_registry > /dev/null; then
    _dcos_registry() {
        __dcos_shared_registry
    }
fi

# Whether the first word is among the others.
__dcos_registry_has() {
    local sought=$1 each
    shift
    for each in "$@"; do
        [[ $each == "$sought" ]] && return
    done
    return 1
}

__dcos_shared_registry() {
    local own=("${__dcos_registry_words[@]}") first=$c
    while [[ $first -lt $cword && ${words[first]} == -* ]]; do
        ((first++))
    done
    if ! __dcos_registry_has_official; then
        __dcos_registry_own_words
    elif [[ $first -lt $cword ]]; then
        if __dcos_registry_has "${words[first]}" "${own[@]}"; then
            __dcos_registry_own_words
        else
            __dcos_registry_official_words
        fi
    else
        __dcos_registry_both
    fi
}

__dcos_registry_own_words() {
    last_command=__dcos_registry_own
    __dcos_registry_own
}

__dcos_registry_official_words() {
    last_command=_dcos_registry
    _dcos_registry
}

# Whether the function with the documented name is that of the official plugin.
__dcos_registry_has_official() {
    local body
    body=$(declare -f _dcos_registry) || return 1
    [[ $body != *__dcos_shared_registry* ]]
}

# Nothing chosen yet: our words, then theirs.
__dcos_registry_both() {
    local theirs each start=$c
    __dcos_registry_official_words
    theirs=("${COMPREPLY[@]}")
    COMPREPLY=()
    c=$start
    __dcos_registry_own_words
    for each in "${theirs[@]}"; do
        __dcos_registry_has "$each" "${COMPREPLY[@]}" || COMPREPLY+=("$each")
    done
}

# A word with words below it. Takes the arrays `commands` and `flags`.
__dcos_registry_group() {
    local i command
    if ! __dcos_default_command_parse; then
        return
    fi
    if [[ -n $command ]]; then
        __dcos_handle_subcommand
    elif [[ $cur == -* ]]; then
        __dcos_handle_compreply "${flags[@]}"
    else
        __dcos_handle_compreply "${commands[@]}"
    fi
}

# Offers the flags of the array `flags`, unless the value of one of them is being typed: then it returns 1, with the flag in
# `flag`, the value so far in `value`, and in `before` what has to stand before each value that is offered.
__dcos_registry_flags() {
    before=
    if [[ $cur == --*=* ]]; then
        flag=${cur%%=*}
        value=${cur#*=}
        # bash takes the equals sign for the end of a word, unless it was told otherwise
        if [[ -z ${BASH_VERSION-} || ${COMP_WORDBREAKS-} != *=* ]]; then
            before=$flag=
        fi
        return 1
    fi
    if [[ $prev == --* ]] && __dcos_registry_has "$prev=" "${flags[@]}"; then
        flag=$prev
        value=$cur
        return 1
    fi
    __dcos_handle_compreply "${flags[@]}"
}

__dcos_registry_offer() {
    local each
    for each in "$@"; do
        if [[ $each == "$value"* ]]; then
            COMPREPLY+=("$before$each ")
        fi
    done
}

__dcos_registry_offer_lines() {
    local line
    while IFS= read -r line; do
        # anything else would have to be quoted: a blank as well as what runs a command
        if [[ -n $line && $line != *[^[:alnum:]_.:%@+/=,-]* ]]; then
            __dcos_registry_offer "$line"
        fi
    done
}

# The profiles of the credential file that --credentials names, else of the one that the AWS tools read.
__dcos_registry_offer_profiles() {
    local file=${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials} i=1
    while [[ $i -lt $cword ]]; do
        case "${words[i]}" in
            --credentials=*) file=${words[i]#*=} ;;
            --credentials) file=${words[i + 1]} ;;
        esac
        ((i++))
    done
    case "$file" in
        "~/"*) file=$HOME/${file#??} ;;
    esac
    if [[ -r $file && ! -d $file ]]; then
        __dcos_registry_offer_lines < <(sed -n 's/^[[:space:]]*\[[[:space:]]*\([^][]*[^][[:space:]]\)[[:space:]]*\].*$/\1/p' "$file")
    fi
}

# Asks the cluster; whatever goes wrong, nothing is offered.
__dcos_registry_offer_agents() {
    __dcos_registry_offer_lines < <(DCOS_TIMEOUT=2 dcos registry __complete-agents "$@" 2> /dev/null < /dev/null)
}

# Takes "files" or "directories". A directory gets a slash, and no blank, since one may want to go on.
__dcos_registry_offer_paths() {
    # bash hands over a word with its backslashes, and wants them in what is offered; zsh sees to both
    local start=${value//\\/} home= each end
    # a tilde that is offered, zsh would quote
    if [[ -n ${ZSH_VERSION-} && $start == "~"* ]]; then
        return
    fi
    if [[ $start == "~/"* ]]; then
        home=$HOME/
        start=$home${start#??}
    fi
    if [[ -n ${ZSH_VERSION-} ]]; then
        setopt local_options null_glob
    fi
    for each in "$start"*; do
        if [[ -d $each ]]; then
            end=/
        elif [[ $1 == files && -e $each ]]; then
            end=' '
        else
            continue
        fi
        each=${each#"$home"}
        if [[ -n ${BASH_VERSION-} ]]; then
            each=$(printf %q "$each")
        fi
        COMPREPLY+=("$before${home:+"~/"}$each$end")
    done
}

# --- made from the flags
