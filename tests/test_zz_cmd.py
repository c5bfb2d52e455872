import os
from tests.stage import Stage
from bot.conversation.interpret.session_state import state_of
async def test_cmd(stage: Stage) -> None:
    for line in os.environ["SETUP"].split("|"):
        await stage.say(line)
    s = await stage.session()
    st = state_of(s)
    it = stage.snapshot.interpreter
    for t in os.environ["TEXTS"].split("|"):
        print(">>", t, stage.snapshot.understanding.parse(t).ranked[:3])
        for r in it.readings(t, st): print("   R", r.piece.text, r.act, round(r.likelihood,2), r.slot)
        print("   C", it.interpret(t, st))
