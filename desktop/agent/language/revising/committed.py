"""Words about what Harvest has by now: "make that 3" is a change of the entry, "scratch that" takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.agent.intents import Interpretation, Kind
from desktop.agent.language.context import Context
from desktop.agent.language.revising.marks import Part, Said
from desktop.agent.language.revising.remarks import Remark

_MORE = frozenset({Part.LENGTH, Part.NAME, Part.TASK, Part.DAY, Part.WORD})


def about_committed(said: Said, found: Sequence[Remark], context: Context) -> Interpretation | None:
    """About the latest entry, while no card is shown."""
    last = context.committed[-1]
    parts = [mark.part for mark in said.marks if mark.part not in (Part.SKIP, Part.BREAK, Part.FIX)]
    if parts and parts[0] is Part.DROP and not _MORE & set(parts):
        places = [mark.place for mark in said.marks if mark.part is Part.PLACE]
        if (not places or places == [-1]) and (places or Part.POINT in parts or len(parts) == 1):
            return Interpretation(Kind.UNDO)
        return None
    corrected = any(mark.part in (Part.FIX, Part.CHANGE) for mark in said.marks)
    if not corrected or Part.NAME in parts or Part.AGAIN in parts or len(said.words) > 10:
        return None
    hours = next((m.hours for r in reversed(found) for m in reversed(r.values) if m.hours is not None), None)
    day = next((m.day for r in reversed(found) for m in reversed(r.values) if m.day is not None), None)
    if hours is None and day is None:
        return None
    sign = next((remark.sign for remark in found if remark.sign), 0)
    if sign and hours is not None:
        hours = last.hours + sign * hours if last.hours is not None and last.hours + sign * hours > 0 else None
    return Interpretation(Kind.EDIT, project=last.project, task=last.task, day=last.spent_date, hours=hours)
