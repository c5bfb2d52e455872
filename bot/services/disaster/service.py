"""雨后彩虹: tips, shelters, official warnings, and what is said in an emergency."""

from bot.content.shared.community import COMMUNITY
from bot.content.shared.danger_answers import DANGER_ANSWERS
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.content.shared.hazards import TIPS
from bot.content.shared.preventions import PREVENTION
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES
from bot.conversation.service import Service
from bot.services.disaster import export, records, staff
from bot.services.disaster.arrest_content import ARREST
from bot.services.disaster.content import DANGERS
from bot.services.disaster.in_danger import after_card, denied_despair, person_called, relief, second_matter
from bot.services.disaster.needs_content import NEEDS
from bot.services.disaster.statuses import ALARM_TRANSITIONS
from bot.services.disaster.tables import AlarmRecord
from bot.storage.record_type import Queue, RecordType, Retention, Without

service = Service(
    name="disaster",
    reads=(
        ARREST,
        COMMUNITY,
        DANGER_ANSWERS,
        DANGER_NEXT,
        DANGERS,
        NEEDS,
        PREVENTION,
        QUESTIONS,
        TIPS,
        VENUES,
    ),
    says={
        "emergency.card": frozenset({"call", "name", "steps"}),
        "emergency.card_called": frozenset({"name", "call", "steps"}),
        "emergency.card_later": frozenset({"before", "call", "name", "steps"}),
        "emergency.never": frozenset({"never"}),
        "emergency.also": frozenset({"numbers"}),
        "emergency.stay": frozenset(),
        "alarm.sms": frozenset({"name", "place", "number"}),
        "alarm.line": frozenset({"name"}),
        "danger.ask": frozenset({"call"}),
        "danger.heartache_first": frozenset(),
        "danger.ask_heart": frozenset({"call", "before"}),
        "danger.ask_later": frozenset({"call", "before"}),
        "danger.none": frozenset(),
        "danger.mistaken": frozenset(),
        "danger.still": frozenset(),
        "danger.form_waits": frozenset(),
        **relief.SAYS,
        **after_card.SAYS,
        **person_called.SAYS,
        **second_matter.SAYS,
        "danger.film": frozenset(),
        "danger.dream": frozenset(),
        "danger.long_ago": frozenset(),
        "danger.long_ago_seen": frozenset(),
        "danger.long_ago_reminded": frozenset(),
        "danger.farewell_of_other": frozenset(),
        "danger.thanks_saver": frozenset(),
        "danger.gift": frozenset(),
        "danger.taken": frozenset(),
        "danger.now": frozenset({"keep"}),
        **denied_despair.SAYS,
        "danger.glad_first": frozenset(),
        "danger.heard_first": frozenset(),
        "danger.with_doctor_first": frozenset(),
        "danger.seen_first": frozenset(),
        "danger.thanks": frozenset(),
        "danger.reached": frozenset({"keep"}),
        "danger.ask_call": frozenset({"call", "keep"}),
        "danger.ask_line": frozenset({"call", "keep"}),
        "danger.ask_helpers": frozenset(),
        "danger.ask_helpers_again": frozenset(),
        "danger.ask_later_on": frozenset({"call"}),
        "danger.keep": frozenset({"keep"}),
        "danger.same": frozenset({"text"}),
        "danger.child_stay": frozenset(),
        "danger.place_unknown": frozenset(),
        "danger.where": frozenset(),
        "danger.where_noted": frozenset({"place"}),
        "despair.first": frozenset(),
        "despair.first_alone": frozenset(),
        "despair.no_and_alone": frozenset(),
        "despair.no_and_listening": frozenset(),
        "despair.still_sad": frozenset(),
        "despair.gentle": frozenset(),
        "despair.listen_1": frozenset(),
        "despair.listen_2": frozenset(),
        "despair.no": frozenset(),
        "despair.better_first": frozenset(),
        "warned.one": frozenset({"text", "until"}),
        "warned.none": frozenset(),
        "tips.which": frozenset(),
        "tips.list": frozenset({"name", "phase", "tips", "source"}),
        "tips.before": frozenset(),
        "tips.during": frozenset(),
        "tips.after": frozenset(),
        "tips.other": frozenset(),
        "shelter.list": frozenset({"places"}),
        "shelter.no_stairs": frozenset({"place", "where"}),
        "shelter.line": frozenset({"place", "where"}),
        "shelter.for": frozenset({"name", "rule", "places"}),
    },
    records=(
        RecordType(
            key="alarms",
            spoken_of=Without(
                "what was said in danger is not taken back; residents speak of the danger itself"
            ),
            table=AlarmRecord,
            called="privacy.kind_alarms",
            statuses=staff.STATUSES,
            transitions=ALARM_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=Retention("KEEP_TICKETS_DAYS after it is handled", records.long_handled),
            queues={"alarms": Queue(AlarmRecord.created_at, lambda now: (records.NOT_LOOKED_AT,))},
        ),
    ),
    staff_actions={"alarms": staff.decide},
)
