"""What a message may speak of: every length, project, task and day in it, with what speaks for each.

In come words and an account, out come sightings: high recall, no context, nothing decided. "two and a half hours on the
Hathersage supply agreement, drafting" has one length, several projects (all that "Hathersage" and "supply agreement"
may mean), one task and no day but the one it was said on. The second reader links them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from desktop.agent.intents import Channel, Utterance
from desktop.agent.reading.certainty.likeness import (
    COMMON,
    Key,
    Match,
    Names,
    abbreviates,
    name_words,
    ways_of,
    ways_of_code,
)
from desktop.agent.reading.certainty.meaning import Meaning
from desktop.agent.reading.requests.line import hasty_words
from desktop.agent.reading.tasks.tasks import TaskIndex
from desktop.agent.reading.text.numbers import homophone_at, number_at
from desktop.agent.reading.text.quantities import Quantity
from desktop.agent.reading.text.tokens import Token, TokenKind, tokenize
from desktop.agent.reading.time.clock import ClockTime, clock_at, range_at
from desktop.agent.reading.time.dates import date_at
from desktop.agent.reading.time.days import Calendar
from desktop.agent.reading.time.durations import duration_at
from desktop.agent.reading.time.periods import period_at
from desktop.harvest.catalog import Catalog, Project

MOST_LENGTHS, MOST_PROJECTS, MOST_TASKS, MOST_DAYS, MOST_VALUES = 24, 48, 32, 24, 20
MOST_TOKENS = 240
"""Words and signs that are looked at; what lies behind is not seen, so nothing there is sure."""
_CENT = Decimal("0.01")
_FEW = 2
_BY_FORM = ("task:meaning", "task:cos:6", "task:rank:0", "task:lead:0:4")


@dataclass(frozen=True, slots=True)
class Value:
    """Hours that a length may stand for: its own, or a share, sum or difference of it; `features` say how."""

    hours: Decimal
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Length:
    """A place where a length of time is said, with all it may be worth."""

    start: int
    end: int
    values: tuple[Value, ...]
    features: tuple[str, ...]

    @property
    def plain(self) -> Decimal | None:
        """Its own worth, taken as it is said."""
        return self.values[0].hours if self.values and self.values[0].features[0].startswith("own") else None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where a project, a task or a day may be meant; `value` is a project's place in the account (None: it is
    left open between `among`), a task's name or a date.
    """

    start: int
    end: int
    value: int | str | date | None
    features: tuple[str, ...]
    score: float = 0.0
    among: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """One message with all its sightings."""

    tokens: tuple[Token, ...]
    is_voice: bool
    lengths: tuple[Length, ...]
    projects: tuple[Sighting, ...]
    tasks: tuple[Sighting, ...]
    days: tuple[Sighting, ...]


def bucket(value: float, edges: Sequence[float]) -> int:
    """How many edges the value has reached."""
    return sum(value >= edge for edge in edges)


class Observer:
    """Finds sightings against one account. Building it indexes all names; observing is pure."""

    def __init__(self, catalog: Catalog, workday: Decimal, meaning: Meaning) -> None:
        self.projects = (*catalog.projects, *catalog.archived)
        self._workday = workday
        self._meaning = meaning
        self.task_names = tuple(dict.fromkeys(task.name for project in self.projects for task in project.tasks))
        clients = list(dict.fromkeys(project.client.id for project in self.projects))
        self._of_client = [
            tuple(place for place, project in enumerate(self.projects) if project.client.id == client)
            for client in clients
        ]
        self._of_task = {
            name: tuple(
                place
                for place, project in enumerate(self.projects)
                if project.is_active and any(task.name == name for task in project.tasks)
            )
            for name in self.task_names
        }
        ways: list[tuple[str, Key]] = []
        for place, project in enumerate(self.projects):
            ways += ways_of(project.name, place)
            if project.code:
                ways += ways_of_code(project.code, place)
        for place, client in enumerate(clients):
            name = next(project.client.name for project in self.projects if project.client.id == client)
            ways += ways_of(name, place, "c")
        self._names = Names(ways)
        task_ways = [way for place, name in enumerate(self.task_names) for way in ways_of(name, place)]
        self._tasks = Names(task_ways, longest=4)
        self._forms = TaskIndex(self.projects)
        self._places = {name: place for place, name in enumerate(self.task_names)}
        named = (name for p in self.projects for name in (p.name, p.client.name, p.code, *(t.name for t in p.tasks)))
        self._own = frozenset(word for name in set(named) for word in name_words(name))
        self._task_words = [
            (place, word) for place, name in enumerate(self.task_names) for word in name_words(name) if len(word) > 3
        ]

    def observe(self, utterance: Utterance) -> Sight:
        """All that the words may speak of."""
        said = tokenize(utterance.text)[:MOST_TOKENS]
        is_voice = utterance.channel is Channel.VOICE
        tokens = tuple(said if is_voice else hasty_words().undone(said, is_other=lambda word, meant: word in self._own))
        tasks = self._task_sightings(tokens)
        projects = sorted([*self._projects(tokens), *self._by_task(tasks)], key=lambda one: -one.score)
        return Sight(
            tokens,
            is_voice,
            tuple(_lengths(tokens, utterance.now, self._workday, is_voice=is_voice)),
            tuple(projects[:MOST_PROJECTS]),
            tuple(tasks),
            tuple(_days(tokens, utterance.now.date())),
        )

    def names_of(self, project: Project) -> frozenset[str]:
        """The project's tasks."""
        return frozenset(task.name for task in project.tasks)

    # Projects

    def _projects(self, tokens: Sequence[Token]) -> list[Sighting]:
        matches = self._names.matches(tokens)
        rows: list[tuple[Match, int, bool, float, int]] = []  # match, project, by its client?, score, active siblings
        for match in matches:
            if _is_client(match):
                family = self._of_client[match.key.owner]
                active = sum(self.projects[place].is_active for place in family)
                rows += [(match, place, True, match.score * 0.9, active) for place in family]
            else:
                rows.append((match, match.key.owner, False, match.score, 0))
        said: dict[int, list[tuple[int, int, bool, float]]] = {}
        at: dict[tuple[int, int], list[tuple[int, bool, float]]] = {}
        for match, place, by_client, score, _ in rows:
            said.setdefault(place, []).append((match.start, match.end, by_client, match.key.coverage))
            at.setdefault((match.start, match.end), []).append((place, by_client, score))
        found = [self._sighting(tokens, row, said, at, rows) for row in rows]
        found += self._open_clients(matches, said)
        found += self._open_parts(at)
        return found

    def _by_task(self, tasks: Sequence[Sighting]) -> Iterator[Sighting]:
        """Projects that a task means by itself, because hardly another has it: "admin" is the internal one."""
        for task in tasks:
            owners = self._of_task[str(task.value)]
            if len(owners) <= _FEW and "task:meaning" not in task.features:
                for place in owners:
                    features = (
                        "by task",
                        f"by task:{len(owners)}",
                        f"by task:{bucket(task.score, (0.6, 0.8, 0.99))}",
                        *(f"by {feature}" for feature in task.features[:2]),
                    )
                    yield Sighting(task.start, task.end, place, features, task.score * 0.6, (place,))

    def _sighting(
        self,
        tokens: Sequence[Token],
        row: tuple[Match, int, bool, float, int],
        said: dict[int, list[tuple[int, int, bool, float]]],
        at: dict[tuple[int, int], list[tuple[int, bool, float]]],
        rows: Sequence[tuple[Match, int, bool, float, int]],
    ) -> Sighting:
        match, place, by_client, score, siblings = row
        start, end, route = match.start, match.end, match.key.route
        rivals = [one for one in at[start, end] if one[0] != place and self.projects[one[0]].is_active]
        better = sum(one[2] > score + 1e-6 for one in rivals)
        equal = sum(abs(one[2] - score) <= 1e-6 for one in rivals)
        others = [one for one in said[place] if one[1] <= start or end <= one[0]]
        gaps = {(one[0], one[1]): max(one[0] - end, start - one[1]) for one in others}
        near = min((gaps[one[0], one[1]] for one in others if one[2] != by_client), default=99)
        mine = min(2, sum(gap <= 4 for gap in gaps.values()))
        theirs = min(2, max((self._support(one[0], start, end, said) for one in rivals), default=0))
        kin = [one[3] for one in others if one[2] == by_client and gaps[one[0], one[1]] <= 4]
        total = min(1.0, match.key.coverage + max(kin, default=0.0))
        is_over = any(
            (other.start, other.end) != (start, end)
            and other.start <= start
            and end <= other.end
            and other_score > score
            for other, _, _, other_score, _ in rows
        )
        quality = bucket(match.quality, (0.75, 0.8, 0.85, 0.9, 0.95, 1))
        features = [
            f"route:{route}",
            f"how:{match.how}",
            f"q:{route}:{quality}",
            f"cov:{bucket(match.key.coverage, (0.3, 0.5, 0.7, 0.9, 1))}",
            f"len:{min(end - start, 5)}",
            f"active:{self.projects[place].is_active}",
            f"better:{min(better, 3)}",
            f"equal:{min(equal, 3)}",
            f"rivals:{by_client}:{min(better, 1)}:{min(equal, 2)}",
            f"near:{bucket(near, (1, 2, 4, 8, 99))}",
            f"siblings:{min(siblings, 3)}",
            f"more:{mine}:{theirs}",
            f"total:{bucket(total, (0.5, 0.75, 0.95))}",
            f"over:{is_over}",
            f"chars:{bucket(tokens[end - 1].end - tokens[start].start, (3, 4, 5, 7, 10))}",
            f"kind:{route}:{match.how}",
        ]
        if tokens[start].text[:1].isupper():
            features.append("cased")
        if all(token.kind is TokenKind.DIGITS for token in tokens[start:end]):
            features.append("digits")
        value = place if self.projects[place].is_active else None
        worth = score + (0.3 if near < 4 or mine else 0)
        return Sighting(start, end, value, tuple(features), worth, (place,))

    def _support(self, place: int, start: int, end: int, said: dict[int, list[tuple[int, int, bool, float]]]) -> int:
        return sum((one[1] <= start or end <= one[0]) and max(one[0] - end, start - one[1]) <= 4 for one in said[place])

    def _open_clients(
        self, matches: Sequence[Match], said: dict[int, list[tuple[int, int, bool, float]]]
    ) -> Iterator[Sighting]:
        """A client without exactly one active project: it may be asked which is meant."""
        for match in matches:
            if not _is_client(match):
                continue
            active = tuple(place for place in self._of_client[match.key.owner] if self.projects[place].is_active)
            if len(active) == 1:
                continue
            named = any(
                not by_client and (end <= match.start or match.end <= start)
                for place in active
                for start, end, by_client, _ in said.get(place, ())
            )
            features = (
                "open:client",
                f"open:{match.key.route}:{match.how}",
                f"open:cov:{bucket(match.key.coverage, (0.3, 0.5, 0.7, 0.9, 1))}",
                f"open:siblings:{min(len(active), 3)}",
                f"open:named:{named}",
            )
            yield Sighting(match.start, match.end, None, features, match.score + 0.05, active)

    def _open_parts(self, at: dict[tuple[int, int], list[tuple[int, bool, float]]]) -> Iterator[Sighting]:
        """Words of several projects' names: it may be asked which is meant."""
        for (start, end), group in at.items():
            active = tuple(sorted({one[0] for one in group if not one[1] and self.projects[one[0]].is_active}))
            if len(active) > 1:
                top = max(one[2] for one in group)
                features = ("open:part", f"open:n:{min(len(active), 4)}", f"open:top:{bucket(top, (0.5, 0.7, 0.9, 1))}")
                yield Sighting(start, end, None, features, top + 0.02, active)

    # Tasks

    def _task_sightings(self, tokens: Sequence[Token]) -> list[Sighting]:
        matches = self._tasks.matches(tokens)
        found = [
            _task(self.task_names[match.key.owner], match, matches)
            for match in matches
            if match.end - match.start > 1 or tokens[match.start].low not in COMMON
        ]
        known = {(match.start, match.key.owner) for match in matches}
        words = [
            (i, token.low)
            for i, token in enumerate(tokens)
            if token.kind is TokenKind.WORD and token.low not in COMMON and len(token.low) > 1
        ]
        for i, word in words:
            for place in {place for place, whole in self._task_words if abbreviates(word, whole)}:
                if (i, place) not in known:
                    known.add((i, place))
                    features = ("task:short", f"task:short:{min(len(word), 6)}")
                    found.append(Sighting(i, i + 1, self.task_names[place], features, 0.55))
        found += [*self._by_form(tokens, known), *self._by_meaning(words, known)]
        found.sort(key=lambda sighting: -sighting.score)
        return found[:MOST_TASKS]

    def _by_form(self, tokens: Sequence[Token], known: set[tuple[int, int]]) -> Iterator[Sighting]:
        """Tasks that the rules know a word for, seen as one that is close in meaning: "call" for Client Meetings."""
        for said in self._forms.mentions(tokens, [False] * len(tokens)):
            for name in said.names:
                place = self._places[name]
                if said.strength > 1 and (said.start, place) not in known:
                    known.add((said.start, place))
                    yield Sighting(said.start, said.end, name, _BY_FORM, 0.25)

    def _by_meaning(self, words: Sequence[tuple[int, str]], known: set[tuple[int, int]]) -> Iterator[Sighting]:
        closeness = self._meaning.closeness([word for _, word in words], self.task_names)
        for (i, _), row in zip(words, closeness, strict=True):
            order = sorted(range(len(row)), key=lambda place: -row[place])[:3]
            for rank, place in enumerate(order):
                if row[place] < 0.3 or (i, place) in known:
                    continue
                lead = row[order[0]] - row[order[1]] if len(order) > 1 else 1.0
                features = (
                    "task:meaning",
                    f"task:cos:{bucket(row[place], (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7))}",
                    f"task:rank:{rank}",
                    f"task:lead:{rank}:{bucket(lead, (0.02, 0.05, 0.1, 0.2))}",
                )
                yield Sighting(i, i + 1, self.task_names[place], features, float(row[place]) - 0.35)


def _is_client(match: Match) -> bool:
    return match.key.route in ("cname", "cpart", "cinit")


def _task(name: str, match: Match, matches: Sequence[Match]) -> Sighting:
    rivals = [
        other
        for other in matches
        if other.key.owner != match.key.owner and other.start < match.end and match.start < other.end
    ]
    features = (
        f"task:{match.key.route}",
        f"task:{match.how}",
        f"task:q:{bucket(match.quality, (0.75, 0.8, 0.85, 0.9, 0.95, 1))}",
        f"task:cov:{bucket(match.key.coverage, (0.3, 0.5, 0.7, 0.9, 1))}",
        f"task:better:{min(2, sum(other.score > match.score for other in rivals))}",
        f"task:equal:{min(2, sum(other.score == match.score for other in rivals))}",
        f"task:words:{min(3, match.end - match.start)}",
    )
    return Sighting(match.start, match.end, name, features, match.score)


# Lengths


def _lengths(tokens: Sequence[Token], now: datetime, workday: Decimal, *, is_voice: bool) -> list[Length]:
    said: list[tuple[int, int, Decimal | None, tuple[str, ...]]] = []
    clocks: list[tuple[int, ClockTime]] = []
    for i, token in enumerate(tokens):
        if token.kind is TokenKind.NEWLINE:
            continue
        for found in (
            duration_at(tokens, i, workday=workday, voice=is_voice),
            range_at(tokens, i, now=now, workday=workday, voice=is_voice),
        ):
            if found is not None:
                said += _said(tokens, i, found)
        heard = homophone_at(tokens, i) if is_voice else None
        if heard is not None:
            said.append((i, heard.end, heard.value, ("own:heard",)))
        number = number_at(tokens, i)
        if number is not None and not any(one[0] == i and one[2] == number.value for one in said):
            said.append((i, number.end, number.value, ("own:number",)))
        clock = clock_at(tokens, i)
        if clock is not None:
            clocks.append((i, clock))
    clocks = _outermost(clocks)
    groups = _grouped(said, clocks)
    worth = [_own(group) for _, _, group in groups]
    lengths = [
        Length(start, end, tuple(_values(k, groups, worth, clocks, now, workday)), _nature(group))
        for k, (start, end, group) in enumerate(groups)
    ]
    return lengths[:MOST_LENGTHS]


def _said(
    tokens: Sequence[Token], i: int, found: Quantity
) -> Iterator[tuple[int, int, Decimal | None, tuple[str, ...]]]:
    kind = "range" if found.started else "bare" if found.bare else "day" if found.day else "plain"
    hours = found.hours if found.hours is not None else found.value if found.bare else None
    if hours is None:
        yield i, found.end, None, ("vague",)
        return
    unit = tokens[found.end - 1].low
    heard = ("heard",) if found.heard else ()
    yield i, found.end, hours, (f"own:{kind}", f"code:{found.code}", f"unit:{unit if unit in _UNITS else ''}", *heard)
    if found.bare and hours >= 5:
        yield i, found.end, hours / 60, ("own:minutes",)


_UNITS = frozenset("h hours hour hr hrs m min mins minutes minute half day days".split())


def _outermost(clocks: Sequence[tuple[int, ClockTime]]) -> list[tuple[int, ClockTime]]:
    kept: list[tuple[int, ClockTime]] = []
    for start, clock in clocks:
        if not kept or start >= kept[-1][1].end:
            kept.append((start, clock))
    return kept[:16]


Group = tuple[int, int, list[tuple[int, int, Decimal | None, tuple[str, ...]]]]


def _grouped(
    said: Sequence[tuple[int, int, Decimal | None, tuple[str, ...]]], clocks: Sequence[tuple[int, ClockTime]]
) -> list[Group]:
    """Places that overlap are one; a clock time that no length covers is one of its own."""
    places = sorted([(one[0], one[1]) for one in said] + [(start, clock.end) for start, clock in clocks])
    spans: list[tuple[int, int]] = []
    for start, end in places:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return [(start, end, [one for one in said if start <= one[0] < end]) for start, end in spans]


def _own(group: Sequence[tuple[int, int, Decimal | None, tuple[str, ...]]]) -> Decimal | None:
    """What the place says if it is taken as it is: the widest reading that begins first."""
    known = [one for one in group if one[2] is not None]
    return max(known, key=lambda one: (_RANKS.get(one[3][0], 0), one[1] - one[0]))[2] if known else None


_RANKS = {"own:plain": 3, "own:range": 3, "own:day": 3, "own:bare": 2, "own:heard": 1}


def _values(
    k: int,
    groups: Sequence[Group],
    worth: Sequence[Decimal | None],
    clocks: Sequence[tuple[int, ClockTime]],
    now: datetime,
    workday: Decimal,
) -> Iterator[Value]:
    """All that the length at place `k` may be worth, its own first; each once."""
    start, end, group = groups[k]
    seen: set[Decimal] = set()
    count = 0
    for hours, features in _possible(k, start, end, group, worth, clocks, now, workday):
        exact = hours.quantize(_CENT)
        if 0 < exact <= 60 and exact not in seen and count < MOST_VALUES:
            seen.add(exact)
            count += 1
            yield Value(exact, (*features, f"size:{bucket(float(exact), (0.1, 0.25, 0.5, 1, 2, 4, 8, 12, 24))}"))


def _possible(
    k: int,
    start: int,
    end: int,
    group: Sequence[tuple[int, int, Decimal | None, tuple[str, ...]]],
    worth: Sequence[Decimal | None],
    clocks: Sequence[tuple[int, ClockTime]],
    now: datetime,
    workday: Decimal,
) -> Iterator[tuple[Decimal, tuple[str, ...]]]:
    ordered = sorted(group, key=lambda one: (-_RANKS.get(one[3][0], 0), one[0] - one[1]))
    for begin, stop, hours, features in ordered:
        if hours is not None:
            is_inside = any(
                other[0] <= begin and stop <= other[1] and other[1] - other[0] > stop - begin for other in group
            )
            yield hours, (*features, f"inside:{is_inside}")
    for number, (begin, clock) in enumerate(clocks):
        if start <= begin < end:
            for gap, (_, later) in enumerate(clocks[number + 1 : number + 4]):
                yield Decimal((later.minutes - clock.minutes) % 720) / 60, ("clock:to", f"clock:gap:{gap}")
            minutes = (now.hour * 60 + now.minute - clock.minutes) % 720
            yield Decimal(minutes) / 60, ("clock:since",)
    own = worth[k]
    if own is not None:
        yield from _derived(k, own, worth, workday)


def _derived(
    k: int, own: Decimal, worth: Sequence[Decimal | None], workday: Decimal
) -> Iterator[tuple[Decimal, tuple[str, ...]]]:
    """Shares of it, what it leaves of a day, and what it makes with the lengths near it."""
    for share in (2, 3, 4, 5):
        yield own / share, (f"share:{share}",)
    if own < workday:
        yield workday - own, ("rest:day",)
    near = [(abs(j - k), j < k, hours) for j, hours in enumerate(worth) if j != k and hours is not None]
    near.sort(key=lambda one: one[0])
    for far, is_before, hours in near[:4]:
        if own > hours:
            yield own - hours, ("less", f"less:{min(far, 3)}:{is_before}")
        yield own + hours, ("plus", f"plus:{min(far, 3)}:{is_before}")
        if own * hours <= 24 and (hours == int(hours) or own == int(own)):
            yield own * hours, ("times", f"times:{min(far, 3)}:{is_before}")
    others = sum((hours for _, _, hours in near), Decimal(0))
    if len(near) > 1 and own - others > 0:
        yield own - others, ("rest:all",)


def _nature(group: Sequence[tuple[int, int, Decimal | None, tuple[str, ...]]]) -> tuple[str, ...]:
    features = dict.fromkeys(feature for one in group[:4] for feature in one[3][:3])
    return tuple(features)[:8] or ("clock",)


# Days


def _days(tokens: Sequence[Token], today: date) -> list[Sighting]:
    calendar = Calendar(today, 0)
    found = [Sighting(-1, -1, today, ("day:today",))]
    seen: set[tuple[int, tuple[date, ...]]] = set()
    for i, token in enumerate(tokens):
        if token.kind is TokenKind.NEWLINE:
            continue
        for read in (date_at, period_at):
            days = read(tokens, i, calendar)
            if days is None or not days.days or (days.end, days.days) in seen:
                continue
            seen.add((days.end, days.days))
            nature = (
                f"day:n:{min(len(days.days), 6)}",
                f"day:kind:{days.span}:{days.period}:{days.relative}:{days.each}:{days.ambiguous}",
            )
            for place, day in enumerate(days.days[:10]):
                features = (
                    *nature,
                    f"day:k:{min(place, 8)}:{day == days.days[-1]}",
                    f"day:workday:{day.weekday() < 5}",
                    f"day:back:{bucket((today - day).days, (0, 1, 2, 7, 8, 30))}",
                )
                found.append(Sighting(i, days.end, day, features))
            if days.other:
                found.append(Sighting(i, days.end, days.other, (*nature, "day:other")))
            if len(days.days) == 1 and 0 <= (today - days.days[0]).days < 8:
                found.append(Sighting(i, days.end, days.days[0] - timedelta(days=7), (*nature, "day:week before")))
    return found[:MOST_DAYS]
