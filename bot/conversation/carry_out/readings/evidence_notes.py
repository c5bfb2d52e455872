"""What a turn tells about how well messages are understood, noted for the staff to review."""

from dataclasses import dataclass

from bot.common.message import Reply
from bot.common.postback import Control, Wish, intent_of
from bot.conversation.feedback_collector import Evidence, FeedbackCollector, Reason, masked
from bot.conversation.turn import Turn

_DENY = "dialog.deny"


@dataclass(frozen=True, slots=True)
class EvidenceNotes:
    """Notes evidence; what it needs of earlier turns is kept, masked, in the session."""

    feedback: FeedbackCollector

    def chosen(self, turn: Turn, postback: Wish | Control) -> None:
        """The resident chose among the readings that were offered: that shows what the message before meant."""
        session = turn.session
        if session.unclear and postback is not Control.NONE_OF_THESE:
            intent = intent_of(postback)
            self.feedback.note(Evidence(session.unclear, Reason.ASKED, turn.parse.intent, 0.0, chosen=intent))
            session.unclear = ""

    def answered(self, turn: Turn) -> None:
        """The message is answered; 「不是」 right after an answer shows that it was the wrong one."""
        session, parse = turn.session, turn.parse
        if parse.intent == _DENY and session.topic.intent and session.last_answered:
            self.feedback.note(Evidence(session.last_answered, Reason.DENIED, session.topic.intent, 1.0))
        session.misses, session.unclear = 0, ""
        session.topic.intent = parse.intent
        said = masked(parse)
        if said != session.last_answered:
            session.topic.said_before, session.last_answered = session.last_answered, said

    def withheld(self, turn: Turn) -> None:
        """The answer rests on what is no longer in force."""
        self.feedback.note(Evidence(masked(turn.parse), Reason.WITHHELD, turn.parse.intent, 1.0))

    def asked_back(self, turn: Turn, reply: Reply) -> None:
        """The resident was asked what the message meant, or it was not understood at all."""
        session, parse = turn.session, turn.parse
        text = masked(parse)
        refused = turn.postback is Control.NONE_OF_THESE
        if text and not refused:
            session.unclear = text
        offered = any(choice.postback is Control.NONE_OF_THESE for choice in reply.choices)
        self.feedback.note(
            Evidence(
                session.unclear if refused else text,
                Reason.ASKED if offered else Reason.MISSED,
                parse.intent,
                parse.confidence,
            )
        )
