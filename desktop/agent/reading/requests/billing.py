"""Who is billed, for which projects and days: what a message about an invoice says.

"Draft an invoice for Globex, July, the app only, leave the shop out" has a client, two days and one project.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from desktop.agent.intents import Details, Interpretation, Kind, Warn
from desktop.agent.reading.names.resolve import Outcome, Seen
from desktop.agent.reading.requests.asked import asked_of, is_letter, numbers_in
from desktop.agent.reading.requests.details import (
    ADDRESS,
    expenses_said,
    hours_said,
    is_everything,
    marks_sent,
    number_said,
    pdf_said,
    summary_said,
    to_self_said,
)
from desktop.agent.reading.requests.heard import Asker, Heard
from desktop.agent.reading.requests.periods import period
from desktop.agent.reading.requests.shapes import Shapes
from desktop.agent.reading.text.quantities import low
from desktop.agent.reading.text.words import DETERMINERS
from desktop.harvest.catalog import Client, Project

#: Beside the making of an invoice, which comes first.
_SENDS_TOO: Final = Shapes("^ <send> <it>/<bill>", "^ <send> .. <bill>", "then <send>")
SENT_AFTER: Final = Warn("sent_after", "It can be sent once it is made: say “send it to …” then.")
_LATEST_INVOICE: Final = Shapes("last/latest/newest/recent <bill>")
_EVERY_PROJECT: Final = Shapes(
    "all/both [of] [their/our/my] [two/three/four/five/six/#] projects/jobs", "every project/job", "both of them"
)
_EXCEPT: Final = frozenset(
    "without except excluding exclude leave leaving skip skipping minus omit omitting not no".split()
)


class Billing(Asker):
    """Fills the slots of what is said about invoices."""

    def _explained(self, heard: Heard) -> Interpretation:
        start, end = period(heard)
        asked = replace(asked_of(heard), numbers=numbers_in(heard.text), is_mail=is_letter(heard.text))
        return Interpretation(Kind.INVOICE_EXPLAIN, client=self.billed(heard), start=start, end=end, asked=asked)

    def _invoiced(self, heard: Heard) -> Interpretation:
        start, end = period(heard)
        return Interpretation(
            Kind.INVOICE_CREATE,
            client=self.billed(heard),
            projects=self.projects(heard),
            start=start,
            end=end,
            details=Details(
                summary=summary_said(heard),
                is_all=start is None and is_everything(heard),
                with_expenses=expenses_said(heard),
                with_hours=hours_said(heard),
            ),
            warnings=(SENT_AFTER,) if heard.says(_SENDS_TOO) else (),
        )

    def sending(self, heard: Heard) -> Interpretation:
        """Which invoice goes out, to whom."""
        to_self, with_copy = to_self_said(heard.text)
        details = Details(
            number=number_said(heard.text),
            to_self=to_self,
            with_copy=with_copy,
            recipients=tuple(ADDRESS.findall(heard.text)),
            with_pdf=pdf_said(heard),
            marks_sent=marks_sent(heard),
            is_last=heard.says(_LATEST_INVOICE),
        )
        return Interpretation(Kind.INVOICE_SEND, client=self.billed(heard), details=details)

    def billed(self, heard: Heard) -> Client | None:
        """The client that is named, or whose all named projects are."""
        if (client := self.client(heard)) is not None:
            return client
        clients = dict.fromkeys(project.client for project in self.projects(heard))
        return next(iter(clients)) if len(clients) == 1 else None

    def projects(self, heard: Heard) -> tuple[Project, ...]:
        """The projects that are named one by one ("both tools" names two), without those that are to be left out; none
        where only the client is named."""
        found: list[Project] = []
        left_out: list[Project] = []
        clients = [seen for seen in heard.seen if seen.mention.clients and not seen.mention.projects]
        every = (seen for part in heard.parts for seen in (*part.names, *part.hints))
        for seen in (*heard.seen, *(seen for seen in every if seen not in heard.seen and _is_left_out(heard, seen))):
            if not seen.mention.projects:
                continue
            if seen.mention.clients and self._is_client_of_another(heard, seen):
                continue  # "an invoice for Bloom, only Bloom Kids"
            outcome = self._resolver.resolve([*clients, seen])
            if outcome.project is not None:
                (left_out if _is_left_out(heard, seen) else found).append(outcome.project)
            elif outcome.outcome is Outcome.TIE and heard.cue_set & {"both", "all", "two"}:
                found += [c.project for c in outcome.choices]
        if clients and not found and (left_out or heard.says(_EVERY_PROJECT)):
            own = (p for seen in clients for c in seen.mention.clients for p in self._index.of_client[c])
            found = [self._index.projects[p] for p in own if self._index.is_active(p)]
        return tuple(dict.fromkeys(project for project in found if project not in left_out))

    def _is_client_of_another(self, heard: Heard, seen: Seen) -> bool:
        """Whether a name that is a client's and a project's stands beside another project of that client."""
        family = {p for client in seen.mention.clients for p in self._index.of_client[client]}
        others = (other.mention.projects for other in heard.seen if other is not seen)
        return any(projects and projects & family and not projects & seen.mention.projects for projects in others)


def _is_left_out(heard: Heard, seen: Seen) -> bool:
    """ "Leave the NIS2 hours out", "without the spa"."""
    before = [low(heard.tokens, seen.mention.start - k) for k in (1, 2, 3)]
    reach = next((k for k, word in enumerate(before) if word not in DETERMINERS | {"out", "of", "for"}), len(before))
    return reach < len(before) and before[reach] in _EXCEPT
