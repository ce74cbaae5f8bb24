"""A working day by keyboard: a budget, an invoice explained, made and sent, a timer, and an entry that is mended."""

from __future__ import annotations

from tests.e2e.application import DemoHarvest, Gleaner
from tests.e2e.processes import wait_until


def test_questions_and_deeds_by_keyboard(gleaner: Gleaner, harvest: DemoHarvest) -> None:
    gleaner.start()
    key = gleaner.desktop.key

    gleaner.say("how much is left on the Mobile App?")
    gleaner.told("are left on Mobile App")
    gleaner.say("explain the last invoice to Globex")
    gleaner.told("(?i)invoice 20")

    before = harvest.invoices()
    gleaner.say("create an invoice for Globex for everything unbilled")
    gleaner.deed("Create the invoice")
    assert harvest.invoices() == before, "nothing is written before Enter"
    key("Return")
    gleaner.told("In Harvest as a draft")
    (number,) = set(harvest.invoices()) - set(before)
    assert harvest.invoices()[number] == "draft"

    gleaner.say("send the invoice to Globex")
    gleaner.deed(f"Send invoice {number} by e-mail")
    key("Return")  # leads to the button, and sends nothing
    wait_until(lambda: any(part.focused for part in gleaner.sees("^Send invoice", "push button")), "the button's focus")
    assert harvest.mails() == []
    key("space")
    wait_until(lambda: len(harvest.mails()) == 1, "the e-mail")
    gleaner.told("^Sent to ")
    assert harvest.invoices()[number] == "open"
    key("Escape")

    gleaner.say("start a timer on nucleus development: login page")
    gleaner.deed("Start a timer")
    key("Return")
    wait_until(lambda: [entry["is_running"] for entry in harvest.entries()] == [True], "the timer")
    assert harvest.entries()[0]["notes"] == "login page"
    gleaner.say("stop the timer")
    gleaner.deed("Stop it")
    key("Return")
    wait_until(lambda: [entry["is_running"] for entry in harvest.entries()] == [False], "no timer")

    gleaner.say("2h nucleus design")
    gleaner.cards("Ready", 1)
    key("Return")
    gleaner.cards("In Harvest", 1)
    gleaner.say("change the last one to 3 hours")
    gleaner.deed("Change it")
    key("Return")
    wait_until(lambda: harvest.logged()[-1][-1] == 3.0, "the change")
    gleaner.told("^In Harvest: 3 h")
    key("ctrl+z")
    wait_until(lambda: harvest.logged()[-1][-1] == 2.0, "the change taken back")
    assert gleaner.pending() == []
