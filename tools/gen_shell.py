#!/usr/bin/env python3
"""Write the man page and the bash completion out of the program's own --help,
so that they never say something else.

usage: gen_shell.py SUKIEN MAN_PAGE COMPLETION
"""
import re
import subprocess
import sys

prog, man_path, completion_path = sys.argv[1:4]


def ask(*args):
    return subprocess.run([prog, *args], stdout=subprocess.PIPE, check=True, text=True).stdout


def roff(s):
    return re.sub(r"(?m)^([.'])", r"\\&\1", s.replace("\\", "\\e")).replace("-", "\\-")


commands = re.findall(r"(?m)^  (\S+) +(.*)$", ask("--help").split("commands:")[1])
version = ask("--version").split()[1]

man = ['.TH SUKIEN 1 "" "Sukien %s"' % version, ".SH NAME", "sukien \\- read Vietnamese news into events and storylines",
       ".SH SYNOPSIS", ".B sukien", "COMMAND [options] [FILE...]", ".SH COMMANDS"]
options = {}
for name, what in commands:
    help_ = ask(name, "--help")
    usage, rest = help_.split("\n", 1)
    options[name] = sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", rest)))
    man += [".SS " + roff(usage.replace("usage: ", "", 1)), roff(rest.split("options:")[0].strip())]
    for line in re.findall(r"(?m)^  +(-.*)$", rest):
        flag, _, text = re.match(r"(\S+(?:, +\S+)?)( +)(.*)", line).groups()
        man += [".TP", roff(flag), roff(text)]
man += [".SH ENVIRONMENT", ".TP", "SUKIEN_DATA", "folder of knowledge and models", ".TP", "NO_COLOR", "no colour on a terminal",
        ".SH EXIT STATUS", "0 all was read; 1 some documents failed (named on standard error); 2 usage, or nothing could be done."]
with open(man_path, "w", encoding="utf-8") as f:
    f.write("\n".join(man) + "\n")

lines = ["# bash completion of sukien", "_sukien() {", '    local cur=${COMP_WORDS[COMP_CWORD]} words',
         "    if [ $COMP_CWORD = 1 ]; then", '        words="%s --help --version"' % " ".join(n for n, _ in commands),
         "    else", '        case ${COMP_WORDS[1]} in']
lines += ['        %s) words="%s" ;;' % (n, " ".join(o)) for n, o in options.items()]
lines += ["        esac", "    fi", "    case $cur in", '    -*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;',
          '    *) if [ $COMP_CWORD = 1 ]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); else COMPREPLY=($(compgen -f -- "$cur")); fi ;;',
          "    esac", "}", "complete -F _sukien sukien"]
with open(completion_path, "w", encoding="utf-8") as f:
    f.write("\n".join(lines) + "\n")
