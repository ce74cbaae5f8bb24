"""An answer on the screen: its figures as a table, its pictures, what can be copied. Loaded with the first answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.agent.insights.answer import Answer
    from desktop.ui.answers.answer_view import AnswerView


def view_of(answer: Answer | None) -> AnswerView | None:
    """What an answer has beside its sentence, or None."""
    if answer is None:
        return None
    from desktop.ui.answers.answer_view import AnswerView, has_more

    return AnswerView(answer) if has_more(answer) else None
