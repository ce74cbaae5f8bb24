"""What can be said, with examples from the person's own projects: the answer to "what can you do?"."""

from __future__ import annotations

from desktop.agent.insights.answer import Answer, Column, Offer, Table
from desktop.agent.insights.scene import Scene
from desktop.agent.intents import Kind


def answer(scene: Scene) -> Answer:
    """Examples of everything that can be said; those of the chips are questions, which write nothing."""
    known = [*scene.recent, *(project for project in scene.catalog.projects if project not in scene.recent)]
    first = known[0] if known else None
    second = known[1] if len(known) > 1 else first
    project = first.name if first else "the website"
    other = second.name if second else "the app"
    client = first.client.name if first else "the client"
    questions = [
        ("Budget", f"How much is left on {project}?"),
        ("Budgets", "Which of our budgets runs dry first?"),
        ("Hours", "How many hours did I track last week?"),
        ("A day", "What did I do yesterday?"),
        ("Missing time", "Which days this month am I short on hours?"),
        ("Costs", f"What has {other} cost so far?"),
        ("Unbilled", f"What is unbilled for {client}?"),
        ("Last worked on", f"When was {project} last worked on?"),
        ("Invoice", f"Why is the latest {client} invoice so high?"),
    ]
    if scene.account.sees_others:
        questions.insert(5, ("Team", "Who on the team has gaps last week?"))
    deeds = [
        ("Log time", f"2 hours on {project} and 30 minutes on {other} yesterday"),
        ("Timer", f"Start a timer on {project}"),
        ("Change", "Change the last one to 3 hours"),
        ("Expense", f"$18 parking for {client} yesterday"),
        ("Bill", f"Create an invoice for {client} for last month"),
    ]
    table = Table((Column("For"), Column("Say, for example")), (*deeds, *questions))
    return Answer(
        Kind.NONE,
        "Say what you worked on, or ask about hours, budgets, costs and invoices. Nothing is written to Harvest "
        "before you confirm its card.",
        scene.now,
        tables=(table,),
        offers=tuple(Offer(words, words) for _, words in questions),
    )
