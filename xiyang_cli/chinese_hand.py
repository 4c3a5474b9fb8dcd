"""The Chinese of what hands facts on to other programs: references and completion."""

HANDING: dict[str, str] = {
    # completion
    "Print the script that completes commands, options and names with the tab key.\n\n\b\nbash  echo 'eval \"$(xiyang completion bash)\"' >> ~/.bashrc\nzsh   echo 'eval \"$(xiyang completion zsh)\"' >> ~/.zshrc\nfish  xiyang completion fish > ~/.config/fish/completions/xiyang.fish": "输出补全脚本：按 Tab 键补全命令、选项和名称。\n\n\b\nbash  echo 'eval \"$(xiyang completion bash)\"' >> ~/.bashrc\nzsh   echo 'eval \"$(xiyang completion zsh)\"' >> ~/.zshrc\nfish  xiyang completion fish > ~/.config/fish/completions/xiyang.fish",
    "Your shell.": "你所用的 shell。",
    "a script has one form; leave -f and --fields out": "脚本只有一种形式；请去掉 -f 和 --fields",
    # references
    "Write the reference to the source of a figure, for a text, a bibliography or a program.\n\nWhat the page does not print of itself stays out, and is named on stderr. --json is --style csl-json.": "写出一个数字的出处，供文章、参考文献表或程序使用。\n\n页面未印的一概不写，并在标准错误输出中说明。--json 即 --style csl-json。",
    "How to write it: the line to paste (text) by default.": "写法：默认是可直接粘贴的一行（text）。",
    "a reference has no fields and no -f; write --style {styles}": "出处没有字段，也不用 -f；请用 --style {styles}",
    "{file}: the style is not clear from {suffix}; say it with --style {styles}": "{file}：从 {suffix} 看不出要哪种写法；请用 --style {styles} 指明",
    "no source says anything of {name}; there is nothing to cite": "没有来源写到 {name}，无出处可注",
    "note: the source ({id}) does not print these of itself, they are left out: {missing}": "注意：来源（{id}）未印以下各项，故不写：{missing}",
    "note: {id} is worked out by this tool, the source does not print it": "注意：{id} 由本工具推算，来源未印",
    "page number": "版次",
    "publication": "报纸名称",
    " (the page does not print: {missing})": "（页面未印：{missing}）",
}
