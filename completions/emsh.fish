# Completion of emsh for fish: emsh itself says what can stand at the cursor.

function __emsh_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct | string unescape)
    $before[1] complete --word="$word" -- $before[2..-1] 2>/dev/null
end

complete -c emsh -f -k -a '(__emsh_complete)'
