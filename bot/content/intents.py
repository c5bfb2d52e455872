"""The models of `intents/`: the phrases of residents, and the replies and forms of the bot."""

from pydantic import Field

from bot.content.model import ContentModel, NonEmptyStr


class Intent(ContentModel):
    """One thing that a resident can want.

    title: how a resident would say it, shown in 「您是不是想……」.
    phrases: sentences and templates: `[我]想(报|学){course}`; [ ] is optional, ( | ) is a choice, { } stands for the names
    of a slot's values.
    """

    label: NonEmptyStr
    title: NonEmptyStr
    phrases: tuple[NonEmptyStr, ...]


class SlotWords(ContentModel):
    """The words of a form for one slot.

    label: the slot's name in a summary and in a correction (「电话」); aliases: other names for it.
    ask: the question; again: the question rephrased with an example; invalid: what is wrong with a value.
    """

    label: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    ask: NonEmptyStr
    again: NonEmptyStr
    invalid: str = ""


class FormWords(ContentModel):
    """The words of a form.

    title: what is being done (「报名」), used in 「上次{title}还差一步」.
    why: the reason why personal data is asked for, said once before the first personal slot.
    confirm: the summary's last line. stop: short sentences that abandon the form, beside 取消 and 算了.
    """

    title: NonEmptyStr
    why: str = ""
    confirm: NonEmptyStr
    stop: tuple[NonEmptyStr, ...] = ()
    slots: dict[str, SlotWords]


class IntentFile(ContentModel):
    """One file in `intents/`; `menu`: the labels that the main menu shows, in order."""

    owner: NonEmptyStr
    intents: tuple[Intent, ...] = ()
    menu: tuple[NonEmptyStr, ...] = ()
    replies: dict[str, NonEmptyStr] = Field(default_factory=dict)
    forms: dict[str, FormWords] = Field(default_factory=dict)
