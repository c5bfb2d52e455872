"""A crowd of subscribers written straight into the tables, and worker processes that may be killed."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.broadcast import audiences, campaign_statistics, campaigns, delivery_ledger
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.campaigns import URGENT, NewCampaign
from bot.common.clock import china_now
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.database import Database
from tests.system.process import ROOT
from tests.system.sms_stub import SECRET, SmsStub

AT_ONCE = 2000


def phone_of(number: int) -> str:
    return f"139{number:08d}"


async def subscribe(database: Database, people: int, weekday: int | None = None) -> None:
    """So many people who want SMS.

    weekday: of their weekly tip; by default one that is not near, else today's tip would come between.
    """
    weekday = weekday or (china_now() + timedelta(days=3)).isoweekday()
    now = china_now() - timedelta(days=9)
    for first in range(0, people, AT_ONCE):
        rows = []
        for number in range(first, min(first + AT_ONCE, people)):
            phone = phone_of(number)
            rows.append(
                {
                    "user": f"wechat:o{number}", "status": "active", "channel": "sms",
                    "phone": phone,
                    "address": database.cipher.index("subscription", phone),
                    "weekday": weekday, "hazards": "", "building": "", "consent": "同意",
                    "consent_at": now, "created_at": now, "updated_at": now,
                }
            )  # fmt: skip
        async with database.work() as work:
            session = await work.write()
            await session.execute(insert(SubscriptionRecord), rows)
            await work.commit()


async def start(database: Database, text: str = "台风黄色预警。请注意防范。") -> int:
    """An urgent campaign to everybody (it goes at night too); its number."""
    now = china_now()
    new = NewCampaign(
        "warning:test",
        CampaignKind.WARNING,
        "台风",
        {CampaignKind.WARNING: text},
        now,
        "test",
        URGENT,
        now + timedelta(hours=2),
    )
    async with database.work() as work:
        campaign = await campaigns.start(work, new, now)
        assert campaign is not None
        await delivery_ledger.plan(work, campaign.id, audiences.everybody(), CampaignKind.WARNING, now)
        await work.commit()
    return campaign.id


def settings(stub: SmsStub, key: str, database: str, redis: str) -> dict[str, str]:
    """What a worker or server needs to send through the stub."""
    return {
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "DATA_KEYS": key,
        "SMS_PROVIDER": "http",
        "SMS_HTTP_URL": f"http://127.0.0.1:{stub.port}/http",
        "SMS_HTTP_TOKEN": SECRET,
        "PUSH_LEASE": "20",
    }


async def all_settled(database: Database, campaign: int, seconds: float = 120) -> dict[str, int]:
    """The campaign's rows by status, once none is planned or in flight."""
    async with asyncio.timeout(seconds):
        while True:
            async with database.work() as work:
                statistics = await campaign_statistics.statistics_of(work, campaign)
            if not statistics.unfinished:
                return statistics.by_status
            await asyncio.sleep(0.2)


class Worker:
    """`python -m bot worker` as a process of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        kept = {
            name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")
        }
        self._environment = kept | {"DATA_DIR": str(folder)} | environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self._folder / "worker.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "worker"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """End it as a deployment would; its code."""
        return self._end(signal.SIGTERM)

    def log(self) -> str:
        return (self._folder / "worker.log").read_text(encoding="utf-8", errors="replace")

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        return self._process.wait(30)
