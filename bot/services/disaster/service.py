"""雨后彩虹: tips, shelters, official warnings, and what is said in an emergency."""

from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.content.shared.hazards import TIPS
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES
from bot.conversation.service import Service
from bot.services.disaster.content import DANGERS

service = Service(
    name="disaster",
    reads=(DANGER_NEXT, DANGERS, QUESTIONS, TIPS, VENUES),
    says={
        "emergency.card": frozenset({"call", "name", "steps"}),
        "emergency.card_later": frozenset({"before", "call", "name", "steps"}),
        "emergency.never": frozenset({"never"}),
        "emergency.also": frozenset({"numbers"}),
        "emergency.stay": frozenset(),
        "warned.one": frozenset({"text", "until"}),
        "warned.none": frozenset(),
        "tips.which": frozenset(),
        "tips.list": frozenset({"name", "phase", "tips", "source"}),
        "tips.before": frozenset(),
        "tips.during": frozenset(),
        "tips.after": frozenset(),
        "tips.other": frozenset(),
        "shelter.list": frozenset({"places"}),
        "shelter.line": frozenset({"place", "where"}),
        "shelter.for": frozenset({"name", "rule", "places"}),
    },
)
