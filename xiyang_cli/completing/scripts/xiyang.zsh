#compdef xiyang
# Completion of xiyang in zsh. The program gets the words up to the cursor; it answers with the kind of what
# may stand there, then with a `word:meaning` a line.
_xiyang() {
    local program=${words[1]/#\~/$HOME}
    local -a answer offers
    answer=("${(@f)$(_XIYANG_COMPLETE=complete_zsh $program "${(@Q)words[2,CURRENT-1]}" "${(Q)IPREFIX}${(Q)PREFIX}" 2>/dev/null)}")
    offers=("${(@)answer[2,-1]}")
    case $answer[1] in
        file) compset -P '-*='; _files ;;
        dir) compset -P '-*='; _files -/ ;;
        list) (( $#offers )) && _describe -V xiyang offers -U -S '' ;;
        plain) (( $#offers )) && _describe -V xiyang offers -U ;;
    esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _xiyang "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _xiyang xiyang
fi
