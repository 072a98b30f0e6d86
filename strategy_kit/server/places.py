"""Places: how many pages one visitor, one link and one address may have open, and those kept for owners."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Refusal = Literal["visitor", "link", "address", "server"]
LINK_SHARE, ADDRESS_SHARE, OWNERS_ADDRESS_SHARE, RESERVE = 2, 4, 2, 4
"""One link to view has a half of all places, one address a quarter, one of owners a half; a quarter is for owners."""


@dataclass(frozen=True)
class Claim:
    """
    A claim to a place.

    `visitor` is who wants it; `link` the link to view that they came by, empty for none; `network` the client's, empty
    where it is not known or does not matter. The last places are for owners: who has the link to edit, whom a proxy
    names, and on this machine a browser that has been here before.
    """

    visitor: str
    link: str = ""
    network: str = ""
    is_owner: bool = True


def refusal(claim: Claim, taken: Iterable[Claim], places: int, per_visitor: int) -> Refusal | None:
    """
    Return which bound refuses a place, None if there is one.

    >>> readers = [Claim(str(number), link="reader", is_owner=False) for number in range(20)]
    >>> refusal(readers[0], readers, places=40, per_visitor=8)
    'link'
    >>> refusal(Claim("owner"), readers, places=40, per_visitor=8)
    """
    taken = list(taken)
    if sum(one.visitor == claim.visitor for one in taken) >= per_visitor:
        return "visitor"
    if claim.link and sum(one.link == claim.link for one in taken) >= max(1, places // LINK_SHARE):
        return "link"
    share = OWNERS_ADDRESS_SHARE if claim.is_owner else ADDRESS_SHARE
    if claim.network and sum(one.network == claim.network for one in taken) >= max(per_visitor, places // share):
        return "address"
    others = sum(not one.is_owner for one in taken)
    if len(taken) >= places or (not claim.is_owner and others >= places - places // RESERVE):
        return "server"
    return None
