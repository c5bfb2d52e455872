"""Numbers that residents were given of each other: each hand-over is kept, told to its owner, and can be reported."""

from bot.conversation.service import Service
from bot.services.contacts import records, staff
from bot.storage.contact_shares import forget_receiver
from bot.storage.record_type import Queue, RecordType, Retention, Without
from bot.storage.shared_statuses import SHARE_TRANSITIONS
from bot.storage.tables.contact_shares import ContactShareRecord

service = Service(
    name="contacts",
    says={
        "contact.line": frozenset({"name", "what", "date"}),
        "contact.report_link": frozenset({"name"}),
        "contact.none": frozenset(),
        "contact.which": frozenset(),
        "contact.sure": frozenset({"name", "what"}),
        "contact.sure_yes": frozenset(),
        "contact.sure_no": frozenset(),
        "contact.kept": frozenset(),
        "contact.reported": frozenset({"number", "name"}),
        "contact.ticket": frozenset({"share", "name", "what", "date"}),
        "contact.desk_cleared": frozenset({"name", "note"}),
        "contact.desk_blocked": frozenset({"name", "note"}),
        "contact.desk_note": frozenset({"note"}),
        "contact.resumed": frozenset(),
    },
    records=(
        RecordType(
            key="contact_shares",
            spoken_of=Without("a number that was given cannot be taken back; who has it is reported"),
            table=ContactShareRecord,
            called="privacy.kind_contact_shares",
            statuses=staff.STATUSES,
            transitions=SHARE_TRANSITIONS,
            staff=staff.LIST,
            export=Without("who has whose number is looked up one by one in the console, where it is noted"),
            retention=Retention("KEEP_TICKETS_DAYS, unless it is reported or blocked", records.long_given),
            release=forget_receiver,
            queues={
                "contact_reports": Queue(ContactShareRecord.updated_at, lambda now: (records.IS_REPORTED,))
            },
        ),
    ),
    staff_actions={"contact_shares": staff.decide},
)
