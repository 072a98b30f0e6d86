"""
The commands of ``strategy-kit``, one module each.

A command has ``add_arguments(parser)``, which also sets ``parser.description``, and ``run(args)``, which returns the
exit code. Help texts are marked with `N_`. ``args.lang`` is None without ``--lang``; ``args.words`` is the language of
the output. Values arrive as text: `run` reads them and refuses with `InputError`.
"""

import argparse

SWITCH = argparse.BooleanOptionalAction
