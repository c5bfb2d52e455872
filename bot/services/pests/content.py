"""pests.yaml: the campaigns against rats and termites."""

from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.model import NonEmptyStr
from bot.content.snapshot import ContentPart, single_file


class PestCampaign(Dated):
    """One campaign: when and where, what keeps children and pets safe, what to do when bait was eaten, what to report.

    words: a question that holds one of them is about this pest.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    words: tuple[NonEmptyStr, ...]
    when: NonEmptyStr
    where: NonEmptyStr
    safe: NonEmptyStr
    eaten: NonEmptyStr
    report: NonEmptyStr


class PestFile(Governed):
    """The file."""

    campaigns: tuple[PestCampaign, ...]


PEST_CAMPAIGNS = ContentPart(
    single_file("pests.yaml", PestFile, lambda file: within_file_dates(file, file.campaigns))
)
