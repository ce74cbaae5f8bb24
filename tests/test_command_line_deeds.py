"""Deeds on the command line: cards on standard error, one object on standard output, exit codes of what was done."""

import json

from tests.test_command_line import gleaner, server

__all__ = ["gleaner", "server"]


def card(out):
    return json.loads(out)


def test_an_entry_is_logged_changed_split_and_deleted(gleaner):
    code, out, _ = gleaner("say", "2h nucleus design: login", "--yes", "--json")
    assert (code, card(out)["kind"]) == (0, "log")
    entry = card(out)["committed"][0]["id"]
    code, out, _ = gleaner("say", "change the last one to 3 hours", "--yes", "--json")
    told = card(out)
    assert (code, told["kind"], told["committed"]["id"]) == (0, "edit", entry)
    assert (told["committed"]["before"]["hours"], told["committed"]["after"]["hours"]) == (2, 3)
    assert (told["card"]["before"]["hours"], told["card"]["after"]["hours"]) == ("2 h", "3 h")
    code, out, _ = gleaner("say", "split the last one into 2h design and 1h meetings", "--yes", "--json")
    assert (code, card(out)["committed"]["after"]["hours"]) == (0, 2)
    assert gleaner("undo")[0] == 0
    code, out, _ = gleaner("say", "delete the 3h on nucleus today", "--yes", "--json")
    assert (code, card(out)["kind"], card(out)["committed"]["before"]["hours"]) == (0, "delete", 3)


def test_a_card_without_yes_is_shown_and_not_confirmed(gleaner):
    gleaner("say", "2h nucleus design", "--yes", "--json")
    code, out, err = gleaner("say", "change the last one to 3 hours")
    assert (code, out) == (3, "")
    assert "Hours: 2 h → 3 h" in err
    code, out, _ = gleaner("ask", "change the last one to 3 hours", "--json")
    assert (card(out)["committed"], card(out)["card"]["state"]) == (None, "ready")
    gleaner("say", "delete the last one", "--yes")


def test_what_is_asked_is_told_with_its_answers(gleaner):
    code, out, _ = gleaner("say", "create an invoice for Globex", "--yes", "--json")
    asked = card(out)["card"]["asks"][0]
    assert (code, asked["key"], asked["options"][0]["key"]) == (3, "period", "all")


def test_two_wishes_are_two_objects(gleaner):
    code, out, _ = gleaner("say", "1h internal admin and how was my week", "--yes", "--json")
    entry, answer = map(json.loads, out.splitlines())
    assert (code, entry["kind"], answer["kind"]) == (0, "log", "hours")
    assert entry["committed"][0]["hours"] == 1
    assert gleaner("undo")[0] == 0
    code, out, err = gleaner("log", "1h internal admin and how was my week", "--yes", "--json")
    assert (code, card(out)["committed"][0]["hours"]) == (0, 1)
    assert "this week" in err
    assert gleaner("undo")[0] == 0


def test_a_timer_runs_and_stops(gleaner):
    code, out, _ = gleaner("say", "start a timer on nucleus development", "--yes", "--json")
    assert (code, card(out)["committed"]["is_running"]) == (0, True)
    code, out, _ = gleaner("say", "stop the timer", "--yes", "--json")
    assert (code, card(out)["kind"], card(out)["committed"]["is_running"]) == (0, "timer_stop", False)
    code, _, _ = gleaner("say", "stop the timer", "--yes")
    assert code == 3


def test_an_invoice_is_made_and_an_email_takes_two_words(gleaner):
    code, out, _ = gleaner("say", "create an invoice for Globex for everything unbilled", "--yes", "--json")
    made = card(out)["committed"]
    assert (code, made["state"], made["amount"]) == (0, "draft", card(out)["card"]["figures"]["amount"])
    assert {"kind", "description", "quantity", "unit_price", "amount"} == set(made["lines"][0])
    code, _, err = gleaner("say", f"email invoice {made['number']} to jo@globex.example", "--yes")
    assert (code, "--yes --send" in err) == (3, True)
    code, out, _ = gleaner("say", f"email invoice {made['number']} to jo@globex.example", "--yes", "--send", "--json")
    sent = card(out)["committed"]
    assert (code, sent["invoice_id"], sent["number"]) == (0, made["id"], made["number"])
    assert sent["recipients"] == ["jo@globex.example"]


def test_an_expense_is_logged(gleaner):
    code, out, _ = gleaner("say", "eighteen dollars parking for the export tool", "--yes", "--json")
    told = card(out)["committed"]
    assert (code, told["project"], told["category"], told["total_cost"]) == (0, "Export Tool", "Travel", 18)
