"""afterwards.yaml: what residents ask about the thing that they have just signed up for, handed in or asked for."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.content.governed import Governed
from bot.content.model import ContentModel
from bot.content.snapshot import ContentPart, whole_file


class Afterwards(ContentModel):
    """Answers of one form; empty where nobody has written one, and then the reply says that.

    when: how long it takes, on which day. hour: at which hour of the day. fee. who: who comes or looks at it. told: how they
    hear of it, and whether it is forgotten. bring: what to bring or prepare. place. seen: who sees name and number. safe: can
    the person be trusted. oblige: how often one has to come. change: can it be changed. fit: who can, at which age.
    apart: can a class be held for them alone. gets: what one gets for it. These two are answered only where they are written.
    nobody: when nobody is found. absent: who cannot be there after all. before: is one rung before somebody comes. landline.
    ring: can one be rung instead of being written to.
    another: may somebody else be named, or go. papers: what is to be shown. wanted: is it wanted at all. leave: how one gets out.
    """

    when: str = ""
    hour: str = ""
    fee: str = ""
    who: str = ""
    told: str = ""
    bring: str = ""
    place: str = ""
    seen: str = ""
    safe: str = ""
    oblige: str = ""
    change: str = ""
    fit: str = ""
    apart: str = ""
    gets: str = ""
    nobody: str = ""
    absent: str = ""
    before: str = ""
    landline: str = ""
    ring: str = ""
    another: str = ""
    papers: str = ""
    wanted: str = ""
    leave: str = ""


class AfterwardsFile(Governed):
    """The file: the answers by form, for every form whose record can be asked about.

    asked: by field, the lines of words that ask for it beside an open form. Of each group of a line, 「没人|没找着」, a word must
    stand in the question, in any order.
    """

    asked: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType({})

    volunteer: Afterwards = Afterwards()
    talent_offer: Afterwards = Afterwards()
    talent_request: Afterwards = Afterwards()
    listing: Afterwards = Afterwards()
    wish: Afterwards = Afterwards()
    reserve: Afterwards = Afterwards()
    feedback: Afterwards = Afterwards()
    subscription: Afterwards = Afterwards()
    event: Afterwards = Afterwards()
    employer: Afterwards = Afterwards()
    callback: Afterwards = Afterwards()
    request: Afterwards = Afterwards()
    enrol: Afterwards = Afterwards()

    def of(self, form: str) -> Afterwards | None:
        """The answers of this form; None for a form without any."""
        found = getattr(self, form, None)
        return found if isinstance(found, Afterwards) else None


AFTERWARDS = ContentPart(whole_file("afterwards.yaml", AfterwardsFile))
