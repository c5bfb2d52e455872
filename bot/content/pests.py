"""pests.yaml: the campaigns against rats and termites."""

from bot.content.governed import Dated, Governed
from bot.content.models import Line


class Campaign(Dated):
    """One campaign: when and where, what keeps children and pets safe, what to do when bait was eaten, what to report.

    words: by which a question is known to be about this pest.
    """

    id: Line
    name: Line
    words: tuple[Line, ...]
    when: Line
    where: Line
    safe: Line
    eaten: Line
    report: Line


class PestFile(Governed):
    """pests.yaml."""

    campaigns: tuple[Campaign, ...]
