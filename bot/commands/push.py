"""`python -m bot push …`: the list of its commands."""

import typer

from bot.commands import push_campaigns, push_orders, push_people, push_warnings

push = typer.Typer(no_args_is_help=True, help="Weekly tips, notices, drills and warnings to many")
push.command("plan")(push_campaigns.show_plan)
push.command()(push_campaigns.send)
push.command()(push_campaigns.status)
push.command()(push_campaigns.pause)
push.command()(push_campaigns.resume)
push.command()(push_campaigns.stop)
push.command()(push_orders.notice)
push.command()(push_orders.drill)
push.command()(push_people.answers)
push.command()(push_people.doors)
push.command()(push_people.unanswered)
push.command()(push_people.unclear)
push.command()(push_people.house)
push.command("warning")(push_warnings.bring_in)
push.command()(push_warnings.relay)
push.command()(push_warnings.confirm)
