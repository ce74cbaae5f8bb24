"""Words about the cards on the screen and about what was just done."""

from decimal import Decimal

import pytest

from desktop.agent.intents import Kind, Revision
from desktop.agent.reading.cards.context import Context
from tests.agent.worlds import brief, cards, day, read

SHOWN = Context(cards("4 hours on booking design, 2h label qa"))


def revision(text: str, context: Context = SHOWN) -> Revision:
    """The one change that the words ask for."""
    found = read(text, context=context)
    assert found.kind is Kind.REVISE, found
    (change,) = found.revisions
    return change


@pytest.mark.parametrize(
    ("text", "card", "hours"),
    [
        ("make that 3", "1", "3"),
        ("actually 3", "1", "3"),
        ("not 15, 50 minutes", "1", "0.83"),
        ("make 1 3 hours", "0", "3"),
        ("change 2 90 minutes", "1", "1.5"),
        ("no, 1h", "1", "1"),
        ("change the booking one to 2.5 and make it development", "0", "2.5"),
        ("it was label 2.5 hours, not 2", "1", "2.5"),
    ],
)
def test_hours_are_changed_on_the_last_card_or_the_one_that_is_named(text, card, hours):
    change = revision(text)
    assert (change.draft_id, change.hours) == (card, Decimal(hours))


def test_days_tasks_and_projects_are_changed():
    assert revision("that should've been yesterday").spent_date == day("2026-03-10")
    second = revision("no, the second one was yesterday")
    assert (second.draft_id, second.spent_date) == ("1", day("2026-03-10"))
    first = revision("the first one should be dev")
    assert first.task is not None
    assert (first.draft_id, first.task.name) == ("0", "Development")
    other = revision("i meant 24 hour fitness")
    assert other.project is not None
    assert other.project.name == "App"


def test_notes_are_added():
    assert revision("for the login bug").notes == "login bug"
    assert revision("note: waiting for IT").notes == "waiting for IT"


@pytest.mark.parametrize(
    ("text", "card"), {"scratch the last one": "1", "drop the booking one": "0", "remove the first one": "0"}.items()
)
def test_one_card_is_dropped(text, card):
    change = revision(text)
    assert (change.draft_id, change.discard) == (card, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    {
        "yes": Kind.CONFIRM,
        "log it": Kind.CONFIRM,
        "Looks good!": Kind.CONFIRM,
        "never mind": Kind.DISCARD,
        "no": Kind.DISCARD,
        "scratch that": Kind.DISCARD,
        "undo": Kind.UNDO,
        "how much budget is left on booking": Kind.BUDGET,
        "3h acme": Kind.LOG,
        "2h tax tool qa": Kind.LOG,
    }.items(),
)
def test_what_else_may_be_said_while_cards_are_shown(text, kind):
    assert read(text, context=SHOWN).kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    {
        "how much is unbilled for williams": Kind.COST,
        "is the acme time unbilled": Kind.COST,
        "list unbilled hours": Kind.COST,
        "unbilled hours for williams": Kind.COST,
        "which hours at williams are not billable this month": Kind.HOURS,
        "show me the non-billable hours of October": Kind.HOURS,
        "did we do anything pro bono in october": Kind.HOURS,
        "how much of it is not billable": Kind.NONE,
        "can you make it unbilled?": Kind.REVISE,
        "could that be non billable?": Kind.REVISE,
        "shouldn't that be not billable?": Kind.REVISE,
        "label is unbilled": Kind.REVISE,
        "don't bill that": Kind.REVISE,
        "not billable, right?": Kind.REVISE,
    }.items(),
)
def test_a_question_of_what_is_billed_changes_no_card(text, kind):
    found = read(text, context=SHOWN)
    assert (found.kind, all(change.unbilled for change in found.revisions)) == (kind, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    {
        "Thank you so much. Could you log both please?": Kind.CONFIRM,
        "lovely, that's all, you're a star. Log it.": Kind.CONFIRM,
        "k log": Kind.CONFIRM,
        "right, thanks. ok then log the lot": Kind.CONFIRM,
        "okay yes looks good to me": Kind.CONFIRM,
        "Oh dear, could you please undo that? I have to check with my colleague first.": Kind.UNDO,
        "I logged it too early, can you take it back?": Kind.UNDO,
        "please get rid of them, Sam has put them in already": Kind.DISCARD,
        "forget the whole thing, Jan already entered it": Kind.DISCARD,
        "should I log it?": Kind.NONE,
        "is that right?": Kind.NONE,
        "log it once the client has paid": Kind.NONE,
    }.items(),
)
def test_a_wish_about_all_cards_is_heard_among_courtesy_and_reasons(text, kind):
    assert read(text, context=SHOWN).kind is kind


@pytest.mark.parametrize(
    ("text", "kind", "ids"),
    [
        ("please remove the design, my colleague has logged it for both of us", Kind.REVISE, {"0"}),
        ("can you take the label off again I've already put that in", Kind.REVISE, {"1"}),
        ("get rid of the testing one, that was Luis not me", Kind.REVISE, {"1"}),
        ("you know what, log just the label one for now", Kind.CONFIRM, {"1"}),
        ("log everything please except the design, I need to check that with HR first", Kind.CONFIRM, {"1"}),
        ("Log the design. The QA I want to talk over with the team.", Kind.CONFIRM, {"0"}),
        ("log it, but not the first", Kind.CONFIRM, {"1"}),
        ("drop the label, it was acme", Kind.REVISE, {"1"}),
    ],
)
def test_one_card_is_dropped_or_logged_with_a_reason(text, kind, ids):
    found = read(text, context=SHOWN)
    assert (found.kind, {change.draft_id for change in found.revisions}) == (kind, ids)


@pytest.mark.parametrize("text", ["done log al", "can u log taht", "pls log teh lot thx", "logg it", "ye lgo em"])
def test_a_wish_typed_in_haste_is_heard(text):
    assert read(text, context=SHOWN).kind is Kind.CONFIRM


def test_after_some_were_logged_the_rest_is_logged_by_a_word():
    left = Context(SHOWN.shown, logs=True)
    for text in ("and now the rest", "ok now teh othrs too"):
        assert {one.draft_id for one in read(text, context=left).revisions} == {"0", "1"}, text
    assert read("and the rest", context=SHOWN).kind is not Kind.CONFIRM
    assert read("and the other one", context=left).kind is Kind.NONE


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_nothing_said_beside_cards_is_nothing(text):
    assert read(text, context=SHOWN).kind is Kind.NONE


def test_yes_without_cards_is_nothing():
    assert read("yes").kind is Kind.NONE


def test_that_is_the_project_of_the_last_card():
    assert brief(read("and another hour on that for QA", context=SHOWN)) == [("Label", "QA", "1", "Wed 11")]
    assert brief(read("same for acme", context=SHOWN)) == [("Acme/Website Redesign", "QA", "2", "Wed 11")]


@pytest.mark.parametrize(
    ("text", "client"),
    {
        "beta": "Beta LLC",
        "the acme one": "Acme",
        "2": "Beta LLC",
        "the second one": "Beta LLC",
        "i meant beta": "Beta LLC",
    }.items(),
)
def test_an_answer_settles_the_project(text, client):
    change = revision(text, Context(cards("3h website redesign dev")))
    assert change.project is not None
    assert change.project.client.name == client


def test_an_answer_may_bring_the_task_along():
    change = revision("retainer pm", Context(cards("4 hours on the Williams account")))
    assert change.project is not None
    assert change.task is not None
    assert (change.project.name, change.task.name) == ("Retainer", "PM")


def test_both_makes_an_entry_of_each_and_asks_for_the_hours():
    found = read("both", context=Context(cards("3h website redesign dev")))
    assert len(found.entries) == 2
    assert all(entry.hours is None for entry in found.entries)
    assert found.revisions[0].discard


@pytest.mark.parametrize(
    ("text", "task"), {"design": "Design", "dev": "Development", "3": "Meetings", "it was qa": "QA"}.items()
)
def test_an_answer_settles_the_task(text, task):
    change = revision(text, Context(cards("2h acme")))
    assert change.task is not None
    assert change.task.name == task


@pytest.mark.parametrize(("text", "hours"), {"2": "2", "an hour and a half": "1.5", "90 minutes": "1.5"}.items())
def test_an_answer_settles_the_hours(text, hours):
    assert revision(text, Context(cards("worked on booking design"))).hours == Decimal(hours)


def test_a_number_that_could_be_minutes_is_asked_again():
    found = read("45", context=Context(cards("worked on booking design")))
    assert found.revisions == ()
    assert "45" in (found.question or "")


def test_after_a_commit_the_words_are_about_the_entry_in_harvest():
    done = Context(committed=cards("2h booking dev"))
    found = read("make that 3", context=done)
    assert found.project is not None
    assert (found.kind, found.project.name, found.hours) == (Kind.EDIT, "Booking", Decimal(3))
    assert read("scratch that", context=done).kind is Kind.DELETE
    assert brief(read("same again yesterday", context=done)) == [("Booking", "Development", "2", "Tue 10")]


TWINS = Context(cards("2h label dev, 3h label qa"))


def test_a_change_that_fits_two_cards_is_asked_and_the_answer_completes_it():
    asked = read("make the label one 4h", context=TWINS)
    assert (asked.kind, len(asked.revisions)) == (Kind.NONE, 2)
    assert "Which one" in (asked.question or "")
    change = revision("the second", Context(TWINS.shown, unsettled=asked.revisions))
    assert (change.draft_id, change.hours) == ("1", Decimal(4))


@pytest.mark.parametrize(
    ("text", "hours"),
    {
        "half an hour more": "2.5",
        "15 minutes less": "1.75",
        "add 15 minutes": "2.25",
        "take half an hour off that": "1.5",
        "make it 2.5": "2.5",
        "it was more like 3 hours": "3",
        "reduce it to 1h": "1",
        "double it": "4",
    }.items(),
)
def test_time_said_as_more_or_less_is_added_up_and_anything_else_stands_for_itself(text, hours):
    assert revision(text, Context(cards("2h label dev"))).hours == Decimal(hours)


def test_more_than_there_is_cannot_be_taken_off():
    found = read("take 3 hours off", context=Context(cards("2h label dev")))
    assert (found.revisions, found.kind) == ((), Kind.NONE)


@pytest.mark.parametrize(
    ("text", "ids"),
    {
        "both were yesterday": {"0", "1"},
        "all design": {"0", "1"},
        "the qa one was yesterday": {"1"},
        "the 4 hour one is dev": {"0"},
        "the other one was monday": {"0"},
        "knock 30 minutes off each": {"0", "1"},
        "put the first on monday and the second on tuesday": {"0", "1"},
        "all of them but the last were yesterday": {"0"},
        "swap the hours": {"0", "1"},
        "move an hour from booking to label": {"0", "1"},
    }.items(),
)
def test_which_cards_are_meant(text, ids):
    found = read(text, context=SHOWN)
    assert found.kind is Kind.REVISE, found
    assert {change.draft_id for change in found.revisions} == ids


@pytest.mark.parametrize(
    "text", ["send all three", "log both design ones", "log the retainer one", "kill the label one"]
)
def test_nothing_is_confirmed_that_was_not_said(text):
    assert read(text, context=SHOWN).kind is not Kind.CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "great, thanks",
        "was it 3 hours?",
        "what a day",
        "this week is endless",
        "drop tuesday",
        "website 2, app 3, no idea",
    ],
)
def test_what_is_no_change_changes_nothing(text):
    found = read(text, context=SHOWN)
    assert (found.revisions, found.entries) == ((), ())


def test_a_whole_entry_adds_a_card_and_changes_none():
    for text in (
        "3h acme qa",
        "and 2h label dev",
        "plus 30m on booking for meetings",
        "same again yesterday for label",
    ):
        found = read(text, context=SHOWN)
        assert (found.kind, len(found.entries), found.revisions) == (Kind.LOG, 1, ()), text


def test_one_card_is_split_only_into_parts_that_add_up():
    one = Context(cards("8h label dev"))
    parts = read("split it: 5 dev, 3 qa", context=one)
    assert brief(parts) == [("Label", "Development", "5", "Wed 11"), ("Label", "QA", "3", "Wed 11")]
    assert parts.revisions == (Revision("0", discard=True),)
    assert read("split it into 5 and 2", context=one).entries == ()


def test_days_may_be_counted_from_the_card():
    assert revision("a day earlier", Context(cards("2h label dev yesterday"))).spent_date == day("2026-03-09")


@pytest.mark.parametrize(
    ("text", "card", "hours"),
    [
        ("half of that", "1", "1"),
        ("double the booking one", "0", "8"),
        ("take forty minutes for lunch out of that", "1", "1.33"),
        ("take 20 minutes off the booking design", "0", "3.67"),
    ],
)
def test_hours_are_told_by_what_they_were(text, card, hours):
    change = revision(text)
    assert (change.draft_id, change.hours, change.notes) == (card, Decimal(hours), None)


def test_a_part_of_a_card_is_made_another_task():
    one = Context(cards("3h booking design"))
    found = read("make two of those development", context=one)
    assert [one[1:3] for one in brief(found)] == [("Design", "1"), ("Development", "2")]
    split = read("split the design, half of it was qa", context=SHOWN)
    assert [one[1:3] for one in brief(split)] == [("Design", "2"), ("QA", "2")]
    assert [change.draft_id for change in split.revisions] == ["0"]


@pytest.mark.parametrize(
    ("card", "said", "parts"),
    [
        ("8h label dev", "only 6. the other 2 was design", [("Label", "Development", "6"), ("Label", "Design", "2")]),
        ("8h label dev", "5 dev, the rest was qa", [("Label", "Development", "5"), ("Label", "QA", "3")]),
        ("3h booking design", "Booking 2, not 3. The other hour was Label.", [("Booking", "2"), ("Label", "1")]),
        ("5h booking design", "of those five hours two were on Label", [("Booking", "3"), ("Label", "2")]),
        ("3h booking design", "could you split that: 2 hours design and 1 hour qa?", [("Design", "2"), ("QA", "1")]),
        ("2h booking design", "split the 2 evenly over yesterday and today", [("1", "Tue 10"), ("1", "Wed 11")]),
    ],
)
def test_what_the_others_leave_of_a_card_is_a_part_of_it(card, said, parts):
    found = read(said, context=Context(cards(card)))
    told = zip(brief(found), parts, strict=True)
    assert all(set(part) <= set(" ".join(one).split()) | set(one) for one, part in told), brief(found)


@pytest.mark.parametrize("said", ["the rest is fine", "5 dev, the rest is fine", "the other 9 was qa", "log the rest"])
def test_a_rest_that_is_no_part_shares_nothing_out(said):
    assert read(said, context=Context(cards("8h label dev"))).entries == ()


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("other way round, 2 on booking, 4 on label", {"0": "2", "1": "4"}),
        ("no, the first 3 and the second 1", {"0": "3", "1": "1"}),
        ("sorry, an hour of qa and five of design", {"0": "5", "1": "1"}),
    ],
)
def test_hours_are_told_anew_of_each_card(said, hours):
    found = read(said, context=SHOWN)
    assert {one.draft_id: f"{one.hours.normalize():f}" for one in found.revisions if one.hours} == hours


def test_hours_told_anew_that_are_those_of_one_card_are_its_parts():
    for said in ("no 5 dev and 3 qa", "make it five and three of qa"):
        assert [one[1:3] for one in brief(read(said, context=Context(cards("8h label dev"))))] == [
            ("Development", "5"),
            ("QA", "3"),
        ]
    assert read("no 5 dev and 2 qa", context=Context(cards("8h label dev"))).entries == ()


def test_work_that_no_card_is_of_is_added_and_is_not_more_of_one():
    one = Context(cards("8h label dev yesterday"), focus=("0",))
    for said in ("add a one hour meeting for it", "plus an hour of meetings, same project, same day"):
        assert brief(read(said, context=one)) == [("Label", "Meetings", "1", "Tue 10")], said


@pytest.mark.parametrize(
    ("said", "changes", "work"),
    [
        ("make the booking one 3h and get rid of the label", {"0": "3", "1": None}, []),
        ("the booking was yesterday, and there was another hour of design on label today", {"0": "4"}, ["1"]),
    ],
)
def test_several_changes_are_made_one_after_the_other(said, changes, work):
    found = read(said, context=SHOWN)
    told = {
        one.draft_id: None if one.discard else f"{(one.hours or Decimal(4)).normalize():f}" for one in found.revisions
    }
    assert (told, [one[2] for one in brief(found)]) == (changes, work)


def test_the_notes_that_a_person_has_of_their_own_are_none_of_a_card():
    assert revision("actually my notes say 2h 45").hours == Decimal("2.75")


def test_like_cards_become_one_and_others_do_not():
    alike = Context(cards("15m label qa, 15m label qa"))
    found = read("merge them", context=alike)
    assert [(one.draft_id, one.hours, one.discard) for one in found.revisions] == [
        ("0", Decimal("0.5"), False),
        ("1", None, True),
    ]
    assert read("put those two together", context=SHOWN).kind is Kind.NONE


def test_what_it_is_may_be_said_behind():
    change = revision("it was yesterday, the booking one")
    assert (change.draft_id, change.spent_date) == ("0", day("2026-03-10"))


def test_drop_alone_asks_which_one_and_the_answer_drops_it():
    asked = read("drop", context=SHOWN)
    assert asked.kind is Kind.NONE
    assert asked.question
    found = read("the label", context=Context(SHOWN.shown, unsettled=asked.revisions))
    assert [(one.draft_id, one.discard) for one in found.revisions] == [("1", True)]
    assert revision("never mind the label").discard


def test_a_change_is_taken_back_in_hesitating_words_and_thanks_change_nothing():
    changed = Context(SHOWN.shown, applied=(Revision("0", hours=Decimal(3)),))
    assert read("wait, put it back", context=changed).kind is Kind.UNDO
    assert read("no sorry, leave it, undo", context=SHOWN).kind is Kind.UNDO
    assert read("sorry no", context=SHOWN).kind is not Kind.DISCARD
    thanks = read("thanks, that's all", context=SHOWN)
    assert (thanks.kind, thanks.question, thanks.entries) == (Kind.NONE, None, ())
    assert revision("and the booking 3", context=changed).hours == Decimal(3)


@pytest.mark.parametrize("text", ["move the meetings to 24 hour fitness", "change the app to development"])
def test_what_is_said_of_no_card_changes_none(text):
    assert read(text, context=SHOWN).kind is Kind.NONE
