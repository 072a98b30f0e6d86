"""
The commands of ``strategy-kit``, one module each: ``add_arguments(parser)`` declares arguments, which arrive as
text, and description; ``run(args)`` returns the exit code. ``args.words`` is the language of the output.
"""

import argparse

SWITCH = argparse.BooleanOptionalAction
