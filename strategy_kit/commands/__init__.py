"""
The commands of ``strategy-kit``, one module each.

A command has ``add_arguments(parser)``, which also sets ``parser.description``, and ``run(args)``, which returns the
exit code. Texts of help are marked with `N_` and translated when shown. ``args.lang`` is None if ``--lang`` was not
given; ``args.words`` are the words to speak in. Values arrive as text: `run` reads them and refuses with `InputError`.
"""
