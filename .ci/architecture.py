"""Draw the imports between the folders of the package into docs/architecture.md; with --check, say whether they are."""

import re
import sys
from pathlib import Path

import grimp

PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
BLOCK = re.compile(r"(?<=```mermaid\n).*?(?=```)", re.DOTALL)
PACKAGE = "strategy_kit"
CONSIDERATIONS = ("audience", "communication", "platforms", "calendar")


def imports() -> dict[str, set[str]]:
    """Return what each top-level module or folder imports directly of the others."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    tops = sorted(name for name in graph.modules if name.count(".") == 1)
    return {
        top.split(".")[1]: {
            other.split(".")[1]
            for other in tops
            if other != top and graph.direct_import_exists(importer=top, imported=other, as_packages=True)
        }
        for top in tops
    }


def reachable(start: str, arrows: dict[str, set[str]]) -> set[str]:
    """Return all that `start` imports, directly or not."""
    found: set[str] = set()
    waiting = list(arrows[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += arrows[name]
    return found


def diagram() -> str:
    """Return the imports as a Mermaid graph, without the arrows that others imply."""
    arrows = imports()
    needed = [
        (source, target)
        for source, targets in arrows.items()
        for target in sorted(targets)
        if not any(target in reachable(between, arrows) for between in targets - {target})
    ]
    lines = ["flowchart TD", "  subgraph four[the four considerations]"]
    lines += [f"    {name}" for name in CONSIDERATIONS]
    lines += ["  end", *(f"  {source} --> {target}" for source, target in needed)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    drawn = BLOCK.sub(lambda _: diagram(), text, count=1)
    if "--check" in sys.argv:
        sys.exit(drawn != text)
    PAGE.write_text(drawn, "utf-8")
