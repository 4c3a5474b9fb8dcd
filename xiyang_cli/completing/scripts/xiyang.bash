# Completion of xiyang in bash, from 3.2 on. The program gets the line up to the cursor, and the word as
# readline divides it; it answers with the kind of what may stand there, then with a word a line.
_xiyang_completion() {
    local kind word program=${1/#\~/$HOME}
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r word; do
            COMPREPLY+=("$word")
        done
    } < <(_XIYANG_COMPLETE=complete_bash _XIYANG_LINE="${COMP_LINE:0:COMP_POINT}" _XIYANG_WORD="$2" \
        "$program" 2>/dev/null)
    if type compopt >/dev/null 2>&1; then
        case $kind in
            file) compopt -o default ;;
            dir) compopt -o dirnames ;;
            list) compopt -o nospace ;;
        esac
    fi
}
complete -F _xiyang_completion xiyang
