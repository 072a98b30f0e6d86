"""``python -m strategy_kit``: the same as ``strategy-kit``."""

import sys

from strategy_kit.cli import main

sys.exit(main())
