"""Markup for what a page says in words. Every value is escaped: `html` is the only way from text to markup."""

from collections.abc import Iterable, Sequence
from typing import Literal

from markupsafe import Markup

from strategy_kit.figures.card import Table

Kind = Literal["info", "warn", "bad"]
LONG = 60
"""Letters of a statement; ``static/script/card.js`` has it too."""


def html(template: str, **values: object) -> Markup:
    """
    Fill a template of markup; every value that is not markup itself is escaped.

    >>> html("<b>{name}</b>", name="Bread & <i>butter</i>")
    Markup('<b>Bread &amp; &lt;i&gt;butter&lt;/i&gt;</b>')
    """
    return Markup(template).format(**values)


def joined(parts: Iterable[str]) -> Markup:
    """Join parts; those that are not markup are escaped."""
    return Markup().join(parts)


def page_head(kicker: str, question: str, lede: str = "", after: str = "") -> Markup:
    """Open a page: where we are, the question, what will be decided; `after` is markup below (chips, buttons)."""
    template = '<div class="pagehead"><p class="kick">{kicker}</p><h1>{question}</h1>{lede}{after}</div>'
    lede = html('<p class="lede">{lede}</p>', lede=lede) if lede else ""
    return html(template, kicker=kicker, question=question, lede=lede, after=after)


def banner(kind: Kind, what: str, text: str = "") -> Markup:
    """Say something that stays: `what` in bold, then what to do. Information, attention or failure."""
    return html(
        '<div class="banner {kind}" role="{role}"><span class="ic" aria-hidden="true">{mark}</span>'
        "<div><b>{what}</b> {text}</div></div>",
        kind=kind,
        role="alert" if kind == "bad" else "status",
        mark="i" if kind == "info" else "!",
        what=what,
        text=text,
    )


def proof(what: str, text: str) -> Markup:
    """Say what the solver proved, at the foot of the controls."""
    return html('<div class="proof" role="status"><b>{what}</b><br>{text}</div>', what=what, text=text)


def heading(text: str, help_text: str) -> Markup:
    """Head a group of controls."""
    return html("<h3>{text}</h3>{help}", text=text, help=help_line(help_text) if help_text else "")


def help_line(text: str) -> Markup:
    """Write the small line under a control."""
    return html('<p class="help">{text}</p>', text=text)


def refusal_line(text: str) -> Markup:
    """Say below a group of controls what could not be used."""
    return html('<p class="msg" role="alert">{text}</p>', text=text)


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Show the plan's few big facts: value, then what it is."""
    each = (html("<div><b>{value}</b><span>{what}</span></div>", value=value, what=what) for value, what in pairs)
    return html('<div class="facts">{facts}</div>', facts=joined(each))


def bullets(items: Iterable[str]) -> Markup:
    """List sentences."""
    return html('<ul class="bullets">{items}</ul>', items=joined(html("<li>{item}</li>", item=item) for item in items))


def table(content: Table) -> Markup:
    """Show a table; cells may be markup."""
    return html(
        '<table class="t{stacks}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>',
        stacks=_stacking(content),
        caption=html("<caption>{caption}</caption>", caption=content.caption) if content.caption else "",
        head=_cells('<th scope="col" class="{side}">{cell}</th>', content, content.columns),
        body=joined(
            html(
                "<tr>{cells}</tr>",
                cells=_cells('<td dir="auto" class="{side}" data-word="{word}">{cell}</td>', content, row),
            )
            for row in content.rows
        ),
    )


def _stacking(content: Table) -> str:
    """Let the cells of a row stand one below the other on a phone where they are many, or hold statements."""
    long = any(len(cell) > LONG for row in content.rows for cell in row)
    return (" stacks" if long or len(content.columns) > 3 else "") + (" long" if long else "")


def _cells(template: str, content: Table, cells: Sequence[str]) -> Markup:
    return joined(
        html(template, side="num" if place in content.numeric else "", word=word, cell=cell)
        for place, (word, cell) in enumerate(zip(content.columns, cells, strict=True))
    )
