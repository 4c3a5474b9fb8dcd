"""What is judged and what comes of it: a claim with all that is known of it, and the finding. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xiyang_cli.base.model import Fact
from xiyang_cli.checking.claims import Claim
from xiyang_cli.checking.known import Known
from xiyang_cli.checking.relate import Reason, Verdict
from xiyang_cli.checking.setting import Setting
from xiyang_cli.checking.subject import Context
from xiyang_cli.reading.mention import as_written


@dataclass(frozen=True)
class Finding:
    """What the base says to one figure."""

    claim: Claim
    verdict: Verdict
    reason: Reason
    fact: Fact | None = None
    known: Known | None = None
    setting: Setting | None = None
    weight: float = 0.0
    other: Fact | None = None
    """the fact whose figure the draft gives to this subject"""


@dataclass(frozen=True)
class ToldClaim:
    """A claim with all that is known of how it is told."""

    claim: Claim
    setting: Setting
    context: Context
    recent: Sequence[Fact]

    @property
    def classifier(self) -> str:
        """The Chinese classifier of a count, empty where there is none."""
        mention = self.claim.mention
        if mention is None or mention.unit != "item" or mention.text.isascii():
            return ""
        return as_written(mention)[1]
