"""The brand voice: its traits, what each is not, and an example."""

from strategy_kit.model import Brief
from strategy_kit.session.session import Session
from strategy_kit.views.strategy import brand_voice_view
from strategy_kit.widgets.choices import column
from strategy_kit.widgets.form import Form, boxed, list_field, table
from strategy_kit.widgets.panel import Panel


def brand_voice_panel(session: Session) -> Panel:
    """Traits of the brand voice, as each post's entry repeats them."""
    return Panel(session, [brand_voice_view], editors=[brand_voice_form(session)])


def brand_voice_form(session: Session) -> Form:
    """Up to five traits."""
    _ = session.words
    columns = [
        column("we_are", _("We are")),
        column("we_are_not", _("We are not")),
        column("example", _("Example")),
    ]
    rows, most = list_field("brand_voice"), Brief.most("brand_voice")
    editor = table(session, columns, *rows, add=_("Add a trait"), most=most, wide=True)
    words = _(
        "Three to five traits, each with what you do not want to be: warm, not familiar. A sentence of your own as an "
        "example helps the next person who writes."
    )
    return boxed(_("Brand voice"), [editor], words)
