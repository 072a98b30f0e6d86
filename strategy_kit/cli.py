"""``strategy-kit``: parses the command line, runs one command, and prints errors in the user's language."""

import argparse
import importlib
import io
import os
import pkgutil
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import NoReturn

from strategy_kit import commands
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words
from strategy_kit.languages import LANGUAGES, Lang, best_language, check_language

PROGRAM = "strategy-kit"
COMMANDS = tuple(module.name for module in pkgutil.iter_modules(commands.__path__))
HELP = ("-h", "--help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 something given cannot be used."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _ = Words(language(given, os.environ))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack letters; a mark in their place is enough
    try:
        code = dispatch(given, _)
        sys.stdout.flush()
        return code
    except InputError as error:
        print(*_.faults(error), sep="\n", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our lines had enough of them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def dispatch(given: Sequence[str], words: Words) -> int:
    """Run the named command."""
    name, *rest = given or HELP
    if name in HELP:
        print(overview(words))
        return 0
    if name == "--version":
        print(version(PROGRAM))
        return 0
    if name not in COMMANDS:
        raise InputError(
            "{value}: this command does not exist. Use one of these: {commands}.",
            value=name,
            commands=", ".join(COMMANDS),
        )
    command = importlib.import_module(f"strategy_kit.commands.{name}")
    return int(command.run(Parser(name, words).read(rest)))


def overview(words: Words) -> str:
    """List the commands."""
    _ = words
    width = max(map(len, COMMANDS))
    lines = (f"  {name:<{width}}  {_(str(Parser(name, words).description))}" for name in COMMANDS)
    return "\n".join([_("Usage: {command} COMMAND ...", command=PROGRAM), "", *lines])


def language(given: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """
    Return the language of the output: that of ``--lang``, else the system's, else English.

    >>> language(["serve", "--port", "x"], {"LANG": "fr_CA.UTF-8"})
    'fr'
    """
    asked = re.search(r"(?:^|\n)--lang[=\n](\w+)", "\n".join(given))
    system = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return best_language([asked[1] if asked else "", system])


class Parser(argparse.ArgumentParser):
    """Argument parser of one command: errors are `InputError`, help is translated."""

    def __init__(self, name: str, words: Words) -> None:
        super().__init__(f"{PROGRAM} {name}", add_help=False, allow_abbrev=False, conflict_handler="resolve")
        self.words = words
        importlib.import_module(f"strategy_kit.commands.{name}").add_arguments(self)
        self.add_argument("--lang", help=words.any_of(LANGUAGES))
        self.add_argument(*HELP, action="help", help=N_("show this help"))

    def read(self, given: Sequence[str]) -> argparse.Namespace:
        """Return the arguments, with the language checked and the words added."""
        args, unknown = self.parse_known_args(given)
        if unknown:
            raise InputError(
                "{value}: unknown argument. Run {command} --help to see the list.",
                value=unknown[0],
                command=self.prog,
            )
        args.lang = check_language(args.lang) if args.lang is not None else None
        args.words = self.words
        return args

    def error(self, message: str) -> NoReturn:
        """Refuse a missing or malformed argument."""
        named = re.match(r"argument ([^:]+):", message) or re.search(r"required: (.+)", message)
        raise InputError(
            "{field}: missing, or not valid for this command. Run {command} --help to see what it accepts.",
            field=named[1] if named else self.prog,
            command=self.prog,
        )

    def format_help(self) -> str:
        """Return the translated help."""
        _ = self.words
        formatter = self._get_formatter()
        formatter.add_usage(
            self.usage, self._actions, self._mutually_exclusive_groups, prefix=_("Usage: {command}", command="")
        )
        formatter.add_text(_(str(self.description)))
        formatter.start_section(_("Arguments"))
        for action in self._actions:
            action.help = _(action.help) if action.help else None
        formatter.add_arguments(self._actions)
        formatter.end_section()
        return formatter.format_help()


if __name__ == "__main__":
    sys.exit(main())
