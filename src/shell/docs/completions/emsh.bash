# Completion of emsh for bash: emsh itself says what can stand at the cursor.
# shellcheck shell=bash

_emsh() {
    local line=${COMP_LINE:0:COMP_POINT} value description
    local typed=${line##*[[:space:]]} current=$2
    # What bash takes for a word of its own may be the end of a longer one, as behind ':' or '@'.
    local before=${typed%"$current"}
    COMPREPLY=()
    while IFS=$'\t' read -r value description; do
        value=$(printf '%q' "$value")
        COMPREPLY+=("${value:${#before}}")
    done < <("$1" complete "--line=$line" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then
        compopt -o nospace
    fi
}

complete -o bashdefault -o default -o nosort -F _emsh emsh 2>/dev/null || complete -o bashdefault -o default -F _emsh emsh
