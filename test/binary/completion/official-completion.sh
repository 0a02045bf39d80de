# Such a file as the official plugin, whose own is not public, would have by the CLI's conventions.
_dcos_registry() {
    local i command
    if ! __dcos_default_command_parse; then
        return
    fi
    local commands=(add build migrate)
    local flags=(--help --version)
    if [[ -n $command ]]; then
        __dcos_handle_subcommand
    elif [[ $cur == --* ]]; then
        __dcos_handle_compreply "${flags[@]}"
    else
        __dcos_handle_compreply "${commands[@]}"
    fi
}

_dcos_registry_add() {
    __dcos_handle_compreply --dcos-file= --json
}
