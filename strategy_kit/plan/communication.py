"""Results of consideration 2: what the posts are about."""

from strategy_kit.communication.permission import capped_shares
from strategy_kit.model import Brief
from strategy_kit.plan.results import result


@result(brief="pillars promotion_cap")
def pillar_shares(brief: Brief) -> dict[str, float]:
    """Share of the posts by pillar, promotional ones within the limit."""
    shares = capped_shares(brief.pillars, brief.promotion_cap)
    return {str(pillar): float(share) for pillar, share in shares.items()}
