"""What quick entry shows before anything is said: words being typed with the cards they make, and what was logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from desktop.agent.drafts import Reply
from desktop.agent.intents import Span
from desktop.ui.lately_port import Repeatable
from desktop.ui.panels.quick_entry import QuickEntry
from desktop.ui.preview.sample import asking_project, ready
from desktop.ui.preview.scripted_port import TODAY, ScriptedPort

TYPED = "1.5h website fixed the checkout, 4h mobile app dev yesterday"

TYPING = (
    replace(asking_project(), spans={"hours": Span(0, 4), "project": Span(5, 12), "notes": Span(13, 31)}),
    replace(
        ready("Mobile App", 12, "4"),
        spent_date=TODAY - timedelta(days=1),
        spans={"hours": Span(33, 35), "project": Span(36, 46), "task": Span(47, 50), "spent_date": Span(51, 60)},
    ),
)

LATEST = (
    Repeatable("1", Decimal("1.5"), "Mobile App", "Acme Corporation", "Development", "sprint review"),
    Repeatable("2", Decimal(4), "Patient Portal", "Umbrella Health", "Design"),
    Repeatable("3", Decimal("0.25"), "Internal Training", "Brightline Studio", "Meetings", "stand-up <b>daily</b>"),
)


def open_quick(scene: str, quick: QuickEntry, port: ScriptedPort) -> None:
    """Show quick entry as that scene wants it."""
    if scene == "quick_again":
        port.scripted_lately.show(*LATEST)
    quick.show_and_raise()
    if scene == "quick_typing":
        port.sketches.append(Reply("", TYPING))
        quick.desk.composer.edit.setPlainText(TYPED)
    elif scene != "quick_again":
        quick.desk.composer.said.emit("")
