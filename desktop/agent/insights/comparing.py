"""Two periods side by side: hours of this week and of last week, of October and of November for a client.

"Did I work more this week than last?" becomes "You tracked 31.5 h this week so far, … 6.5 h less than last week (38 h).
By the same day last week it was 30 h: 1.5 h more."
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from desktop.agent.insights import hours
from desktop.agent.insights.answer import Answer, Bar, Bars, Column, Figure, Table, Unit
from desktop.agent.insights.hours import KEYS, Question, about, link, natural, question_of
from desktop.agent.insights.scene import Scene
from desktop.agent.insights.source import Scope, Source
from desktop.agent.insights.spans import Stretch, in_words
from desktop.agent.insights.sums import ZERO, Sum, grouped, total
from desktop.agent.intents import Interpretation, Kind
from desktop.agent.wording import count_text, hours_text
from desktop.harvest.work import Work


async def ask(meant: Interpretation, scene: Scene, source: Source) -> Answer:
    """Read what the question needs, and answer it. Raises HarvestError."""
    question = question_of(meant, scene)
    start, end = question.stretch.start, question.stretch.end
    if meant.asked.than is None or start is None or end is None:
        return await hours.ask(meant, scene, source)
    than = Stretch(*meant.asked.than)
    rows = await source.work(
        Scope(
            user_id=question.whose,
            project_id=question.project.id if question.project else None,
            client_id=question.client.id if question.client and not question.project else None,
            start=min(start, meant.asked.than[0]),
            end=max(end, meant.asked.than[1]),
        )
    )
    if question.task is not None:
        rows = tuple(row for row in rows if row.task_id == question.task.id)
    return answer(question, than, rows, scene, is_limited=hours.is_limited(meant, question, scene))


def within(rows: Sequence[Work], stretch: Stretch) -> list[Work]:
    """The rows of these days, both ends included."""
    return [
        row
        for row in rows
        if (stretch.start is None or stretch.start <= row.day) and (stretch.end is None or row.day <= stretch.end)
    ]


def answer(
    question: Question, than: Stretch, rows: Sequence[Work], scene: Scene, *, is_limited: bool = False
) -> Answer:
    """The answer over rows of both periods. `is_limited`: others' time belongs to it, and the role may not see it."""
    now_rows, then_rows = within(rows, question.stretch), within(rows, than)
    now, then = total(now_rows), total(then_rows)
    names = _names(question.stretch, scene), _names(than, scene)
    by = question.by or natural(question, [*now_rows, *then_rows])
    title, key = KEYS[by]
    figures: dict[str, Figure] = {
        "from": question.stretch.start,
        "to": question.stretch.end,
        **_sums(now),
        "than": {"from": than.start, "to": than.end, **_sums(then)},
        "difference": now.hours - then.hours,
    }
    cut = same_days(question.stretch, than, scene)
    if cut is not None:
        figures["than_by_now"] = total(within(rows, cut)).hours
    counted = f"{count_text(now.count + then.count, 'entry', 'entries')}, exact hours"
    counted += "; only your own time, which is what your role may see." if is_limited else "."
    return Answer(
        Kind.HOURS,
        _reply(question, (now, then), rows, cut, than, scene),
        scene.now,
        figures,
        counted=counted,
        is_complete=not is_limited,
        tables=(_table(title, key, names, now_rows, then_rows),) if rows else (),
        pictures=(
            Bars(
                f"Hours {about(question)}".strip(),
                tuple(Bar(name, part.billable, part.other) for name, part in zip(names, (now, then), strict=True)),
            ),
        )
        if rows
        else (),
        link=link(question, scene),
    )


def _sums(part: Sum) -> dict[str, Figure]:
    return {
        "total": part.hours,
        "billable": part.billable,
        "non_billable": part.other,
        "rounded_total": part.rounded,
    }


def _names(stretch: Stretch, scene: Scene) -> str:
    """ "This week", "October": the head of a column."""
    said = in_words(stretch, scene.today, scene.account.week_starts).split(", ")[0].removeprefix("in ")
    return said[:1].upper() + said[1:]


def same_days(now: Stretch, than: Stretch, scene: Scene) -> Stretch | None:
    """As many days of the other period as there were of this one up to today, while it lasts."""
    if now.start is None or now.end is None or than.start is None or than.end is None:
        return None
    if not now.start <= scene.today < now.end or than.end >= now.start:
        return None
    last = than.start + (scene.today - now.start)
    return Stretch(than.start, min(last, than.end)) if last < than.end else None


def _reply(
    question: Question,
    parts: tuple[Sum, Sum],
    rows: Sequence[Work],
    cut: Stretch | None,
    than: Stretch,
    scene: Scene,
) -> str:
    now, then = parts
    starts = scene.account.week_starts
    whose = question.whose
    who = question.name or ("You" if whose == scene.account.user_id else "Everyone together")
    place = about(question)
    when, before = in_words(question.stretch, scene.today, starts), in_words(than, scene.today, starts)
    lasts = _lasts(question.stretch, scene)
    head, *days = when.split(", ")
    when = ", ".join([f"{head} so far" if lasts else head, *days])
    text = " ".join(part for part in (who, "tracked", hours_text(now.hours), place, when) if part)
    so_far = " so far" if _lasts(than, scene) else ""
    text += f": {_difference(now.hours - then.hours)} {before} ({hours_text(then.hours)}{so_far})."
    by_now = total(within(rows, cut)).hours if cut is not None else then.hours
    if by_now != then.hours:
        name = before.split(", ")[0]
        text += f" By the same day {name} it was {hours_text(by_now)}: {_difference(now.hours - by_now, '')}."
    return text


def _lasts(stretch: Stretch, scene: Scene) -> bool:
    return stretch.start is not None and stretch.end is not None and stretch.start <= scene.today < stretch.end


def _difference(hours_more: Decimal, than: str = " than") -> str:
    if not hours_more:
        return "as much as" if than else "just as much"
    return f"{hours_text(abs(hours_more))} {'more' if hours_more > 0 else 'less'}{than}"


def _table(
    title: str, key: Callable[[Work], str], names: tuple[str, str], now: Sequence[Work], then: Sequence[Work]
) -> Table:
    first = {name: total(found).hours for name, found in grouped(now, key).items()}
    other = {name: total(found).hours for name, found in grouped(then, key).items()}
    ordered = sorted({*first, *other}, key=lambda name: (-(first.get(name, ZERO) + other.get(name, ZERO)), name))
    rows = tuple(
        (name, first.get(name, ZERO), other.get(name, ZERO), first.get(name, ZERO) - other.get(name, ZERO))
        for name in ordered
    )
    one, two = sum(first.values(), ZERO), sum(other.values(), ZERO)
    columns = (Column(title), *(Column(name, Unit.HOURS) for name in names), Column("Change", Unit.HOURS))
    return Table(columns, rows, total=("Total", one, two, one - two))
