"""Writes a manual page in man(7) format from the output of `plision --experimental-dump-help`.

usage: plision --experimental-dump-help | python3 manpage.py VERSION DATE SEE-ALSO > plision.1
"""
import json
import sys


def escaped(text):
    """A line of text escaped for roff, without requests and with hyphens that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def paragraphs(text):
    """The lines of a help text as separate paragraphs."""
    for number, line in enumerate(filter(None, (line.strip() for line in text.split("\n")))):
        if number:
            yield ".br"
        yield escaped(line)


def name(of):
    dashes = "-" if of["kind"] == "short" else "--"
    return f"\\fB{escaped(dashes + of['name'])}\\fR"


def heading(argument):
    """All names of an option with its value, or the value of an argument without a name."""
    value = f"\\fI{escaped(argument['valueName'])}\\fR"
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    names = ", ".join(name(one) for one in argument["names"])
    return names if argument["kind"] == "flag" else f"{names} {value}"


def synopsis(path, command):
    words = [f"\\fB{escaped(' '.join(path))}\\fR"]
    for argument in shown(command):
        if argument["kind"] == "positional" or not argument["isOptional"]:
            word = heading({**argument, "names": argument["names"][-1:]} if "names" in argument else argument)
            words.append(f"[{word}]" if argument["isOptional"] else word)
    if any(argument["isOptional"] and argument["kind"] != "positional" for argument in shown(command)):
        words.append("[\\fIoptions\\fR]")
    return " ".join(words)


def shown(command):
    """The arguments specific to a command; help and version are documented once."""
    for argument in command.get("arguments", []):
        known = {one["name"] for one in argument.get("names", [])} & {"help", "version"}
        if argument["shouldDisplay"] and not known:
            yield argument


def leaves(command, path):
    """The commands without subcommands, with their full names."""
    subcommands = [one for one in command.get("subcommands", []) if one["commandName"] != "help"]
    if not subcommands:
        yield path, command
    for one in subcommands:
        yield from leaves(one, [*path, one["commandName"]])


def page(tool, version, date, see_also):
    command = tool["command"]
    title = command["commandName"]
    yield f'.TH {title.upper()} 1 "{date}" "{title} {version}"'
    yield ".SH NAME"
    yield f"{title} \\- {escaped(command['abstract'][0].lower() + command['abstract'][1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield f".B {title}"
    yield ".I command"
    yield "[\\fIoptions\\fR]"
    yield ".SH DESCRIPTION"
    yield from paragraphs(command.get("discussion", ""))
    yield ".SH OPTIONS"
    yield from (".TP", "\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "Shows the help of a command.")
    yield from (".TP", "\\fB\\-\\-version\\fR", "Shows the version.")
    yield ".SH COMMANDS"
    for path, one in leaves(command, [title]):
        yield f".SS {escaped(' '.join(path[1:]))}"
        yield synopsis(path, one)
        yield ".PP"
        yield from paragraphs(one["abstract"])
        for argument in shown(one):
            yield ".TP"
            yield heading(argument)
            yield from paragraphs(argument.get("abstract", ""))
            if argument.get("defaultValue"):
                yield escaped(f"Default: {argument['defaultValue']}.")
        if one.get("discussion"):
            yield ".PP"
            yield from paragraphs(one["discussion"])
    yield ".SH SEE ALSO"
    yield escaped(see_also)


if __name__ == "__main__":
    sys.stdout.write("\n".join(page(json.load(sys.stdin), *sys.argv[1:4])) + "\n")
