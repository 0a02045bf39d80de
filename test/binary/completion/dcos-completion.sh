# What a shell is given by `dcos completion`, as far as a plugin's file meets it (dcos-cli pkg/cmd/completion): the helper
# functions, the variables, and that the files of all plugins are sourced at each completion, before the command is known to be theirs.

__dcos_debug() {
    :
}

__dcos_default_command_parse() {
    for ((; c < cword; c++)); do
        i=${words[c]}
        [[ $i == -h || $i == --help ]] && return 1
        if [[ $i != -* ]]; then
            command=$i
            ((c++))
            return 0
        fi
    done
    return 0
}

__dcos_handle_compreply() {
    local each count=0
    for each; do
        [[ $each == "$cur"* ]] || continue
        [[ $each == --*=* ]] || each+=' '
        COMPREPLY[count++]=$each
    done
}

__dcos_handle_subcommand() {
    local each
    for each in "${commands[@]}"; do
        [[ $each == "$command" ]] || continue
        last_command=${last_command}_${command//-/_}
        if declare -f "$last_command" > /dev/null; then
            $last_command
        fi
        return
    done
}

_dcos() {
    local i c=1 command
    __dcos_default_command_parse || return
    local commands=(cluster plugin) line directory
    while IFS= read -r line; do
        commands+=("$line")
    done < <(dcos plugin list --commands)
    while IFS= read -r directory; do
        for line in "$directory"/bash/*.sh; do
            . "$line"
        done
    done < <(dcos plugin list --completion-dirs)
    if [[ -z $command ]]; then
        __dcos_handle_compreply "${commands[@]}"
    else
        __dcos_handle_subcommand
    fi
}

__dcos_main() {
    local cur prev words cword last_command=_dcos
    COMPREPLY=()
    if [[ -n ${BASH_VERSION-} ]]; then
        _get_comp_words_by_ref -n "=:" cur prev words cword
    else
        words=("${COMP_WORDS[@]}")
        cword=$COMP_CWORD
        cur=${words[cword]}
        prev=${words[cword - 1]}
    fi
    _dcos
}

complete -o bashdefault -o default -o nospace -F __dcos_main dcos
