"""Messages of the chat page begin one at a time, the addresses in turn, and leave time to others."""

import asyncio

from bot.channels.fair_gate import FairGate


async def test_addresses_pass_in_turn() -> None:
    gate, order = FairGate(), list[str]()

    async def pass_once(address: str) -> None:
        await gate.passing(address)
        order.append(address)

    await asyncio.gather(*(pass_once(address) for address in ["a"] * 5 + ["b", "c"]))
    assert order == ["a", "a", "b", "c", "a", "a", "a"]
    await asyncio.wait_for(gate.passing("d"), 10)


async def test_other_work_goes_on_between_two_messages() -> None:
    gate, order = FairGate(), list[str]()

    async def pass_once() -> None:
        await gate.passing("a")
        order.append("page")

    async def other_work() -> None:
        for _ in range(5):
            await asyncio.sleep(0)
            order.append("other")

    await asyncio.gather(*(pass_once() for _ in range(5)), other_work())
    assert "page page page" not in " ".join(order).rpartition("other")[0]


async def test_who_goes_away_while_waiting_holds_up_nobody() -> None:
    gate = FairGate()
    await gate.passing("a")
    gone, next_in_turn = (asyncio.create_task(gate.passing("a")) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait_for(next_in_turn, 10)
    last = asyncio.create_task(gate.passing("a"))
    await asyncio.wait_for(last, 10)
