# Completion of xiyang in fish, from 3.1 on. The program gets the words up to the cursor; it answers with the kind
# of what may stand there, then with a word, a tab and its meaning a line.
function __xiyang_complete
    set -l line (commandline -opc)
    set -l begun (commandline -ct)
    set -l answer (_XIYANG_COMPLETE=complete_fish $line "$begun" 2>/dev/null)
    set -l option (string match -r '^-[^=]*=' -- "$begun")
    set -l path (string replace -r '^-[^=]*=' '' -- "$begun")
    switch "$answer[1]"
        case file
            __fish_complete_path "$path" | string replace -r -- '^' "$option"
        case dir
            __fish_complete_directories "$path" | string replace -r -- '^' "$option"
        case '*'
            printf '%s\n' $answer[2..-1]
    end
end
complete -c xiyang -f -k -a '(__xiyang_complete)'
