"""Things that change hands: residents list what they give away, look for things, and reserve them; both sides are told."""

from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.services.listings import export, staff
from bot.services.listings import records as listings
from bot.services.listings.statuses import LISTING_TRANSITIONS
from bot.services.listings.tables import ListingRecord
from bot.storage.record_type import UNTIL_ERASURE, RecordType

service = Service(
    name="listings",
    reads=(EXCHANGE, QUESTIONS),
    says={
        "listing.give": frozenset(),
        "listing.swap": frozenset(),
        "listing.sell": frozenset(),
        "listing.refused": frozenset({"item", "refused"}),
        "listing.listed": frozenset({"item", "quantity", "terms", "number"}),
        "listing.corrected": frozenset({"lines"}),
        "listing.found": frozenset({"item"}),
        "listing.open": frozenset(),
        "listing.nothing": frozenset({"item"}),
        "listing.nothing_at_all": frozenset(),
        "listing.entry": frozenset({"item", "quantity", "terms"}),
        "listing.wish_link": frozenset({"item"}),
        "listing.wished": frozenset({"item"}),
        "listing.wish_came": frozenset({"item", "terms"}),
        "listing.reserved": frozenset({"item", "name", "phone", "until"}),
        "listing.reserved_of_yours": frozenset({"item", "name", "phone"}),
        "listing.gone": frozenset(),
        "listing.mine": frozenset({"lines"}),
        "listing.mine_none": frozenset(),
        "listing.line_offer": frozenset({"item", "quantity", "status"}),
        "listing.line_wanted": frozenset({"item"}),
        "listing.line_held": frozenset({"item", "name", "phone"}),
        "listing.status_open": frozenset(),
        "listing.status_reserved": frozenset({"name"}),
        "listing.withdraw_link": frozenset({"item"}),
        "listing.done_link": frozenset({"item"}),
        "listing.release_link": frozenset({"item"}),
        "listing.withdrawn": frozenset({"item"}),
        "listing.done": frozenset({"item"}),
        "listing.released": frozenset({"item"}),
        "listing.released_to_owner": frozenset({"item"}),
        "listing.withdrawn_to_holder": frozenset({"item"}),
        "listing.lapsed": frozenset({"item"}),
        "listing.reminder": frozenset({"name", "date", "time"}),
        "listing.mine_link": frozenset(),
    },
    records=(
        RecordType(
            key="listings",
            table=ListingRecord,
            called="privacy.kind_listings",
            statuses=staff.STATUSES,
            transitions=LISTING_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("item", "quantity", "terms", "name", "phone"),
            release=listings.free_held_by,
        ),
    ),
    staff_actions={"listings": staff.decide},
)
