"""The conversation over the embedded demo account: from words to cards to Harvest and back."""

import asyncio
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from unittest.mock import Mock

import pytest

from desktop.agent.drafts import Change, DraftState
from desktop.agent.intents import Channel, Field, Kind, Span
from desktop.agent.reading.reader import Interpreter
from desktop.app.services import Services, open_services
from desktop.paths import Home

_MONDAY, _THURSDAY = date(2026, 11, 30), date(2026, 11, 26)


@pytest.fixture
async def services(tmp_path: Path):
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as opened:
        yield opened


async def _entries_of_today(services: Services):
    account = await services.directory.account()
    today = (await services.conversation.now()).date()
    return await services.harvest.time_entries(user_id=account.user_id, start=today, end=today)


async def test_words_become_cards_and_enter_writes_them(services: Services):
    reply = await services.conversation.say("2h nucleus dev and 30m internal admin")
    assert [card.state for card in reply.drafts] == [DraftState.READY, DraftState.READY]
    assert await _entries_of_today(services) == ()
    done = await services.conversation.commit([card.id for card in reply.drafts])
    assert [card.state for card in done] == [DraftState.COMMITTED, DraftState.COMMITTED]
    entries = await _entries_of_today(services)
    assert {entry.id for entry in entries} == {card.answer.id for card in done}
    assert {entry.external_reference.id for entry in entries} == {card.id for card in reply.drafts}
    assert await services.conversation.today_hours() == Decimal("2.5")


async def test_a_card_that_asks_is_not_written(services: Services):
    reply = await services.conversation.say("acme 2h")
    (card,) = await services.conversation.commit([reply.drafts[0].id])
    assert card.state is DraftState.ASKING
    assert await _entries_of_today(services) == ()


async def test_choosing_what_is_asked_makes_a_card_ready(services: Services):
    (card,) = (await services.conversation.say("acme 2h")).drafts
    project = next(choice.project for choice in card.choices if choice.project.name == "Mobile App")
    card = await services.conversation.edit(card.id, Change(project=project))
    card = await services.conversation.edit(card.id, Change(task=project.tasks[0]))
    assert card.state is DraftState.READY
    assert card.billable is True


async def test_a_confirmed_card_can_no_longer_be_edited(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await services.conversation.commit([card.id])
    after = await services.conversation.edit(card.id, Change(hours=Decimal(9)))
    assert after.hours == 2
    assert after.state is DraftState.COMMITTED


async def test_committing_twice_writes_once(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await services.conversation.commit([card.id])
    await services.conversation.commit([card.id])
    assert len(await _entries_of_today(services)) == 1


async def test_the_same_entry_again_is_warned_of(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await services.conversation.commit([card.id])
    (again,) = (await services.conversation.say("2h nucleus dev")).drafts
    assert "possible_duplicate" in {warning.code for warning in again.warnings}


async def test_undo_deletes_what_was_made(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await services.conversation.commit([card.id])
    assert (await services.conversation.undo(card.id)).is_done
    assert await _entries_of_today(services) == ()
    assert services.conversation.cards[-1].state is DraftState.UNDONE


async def test_discarded_cards_are_not_written(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    services.conversation.discard([card.id])
    await services.conversation.commit([card.id])
    assert await _entries_of_today(services) == ()


async def test_a_spoken_yes_confirms_nothing(services: Services):
    await services.conversation.say("2h nucleus dev")
    reply = await services.conversation.say("yes, log it", Channel.VOICE)
    assert "Enter" in reply.text
    assert await _entries_of_today(services) == ()


async def test_a_typed_yes_is_enter(services: Services):
    await services.conversation.say("2h nucleus dev")
    reply = await services.conversation.say("log it")
    assert reply.text.startswith("Logged 1 entry, 2 h")
    assert len(await _entries_of_today(services)) == 1


@pytest.mark.parametrize("words", ["2h nucleus development, log it", "2 hours nucleus development and log it please"])
async def test_to_log_what_nobody_has_seen_is_answered_by_how_it_is_done(services: Services, words: str):
    """A card is confirmed when it was shown: "log it" behind the work itself, or behind a change, is told so."""
    reply = await services.conversation.say(words)
    assert reply.text.endswith("Look at it first; “yes” then logs what the cards show.")
    changed = await services.conversation.say("make it 3h and log it")
    assert changed.text == "Changed to 3 h. Look at it first; “yes” then logs what the cards show."
    assert [card.state for card in changed.drafts] == [DraftState.READY]


async def test_a_spoken_undo_takes_nothing_back(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await services.conversation.commit([card.id])
    reply = await services.conversation.say("undo that", Channel.VOICE)
    assert "Ctrl+Z" in reply.text
    assert len(await _entries_of_today(services)) == 1


async def test_enter_right_after_an_edit_writes_the_edited_card(services: Services):
    """The edit waits for Harvest to be read again; the confirmation that came after it waits for the edit."""
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await asyncio.gather(
        services.conversation.edit(card.id, Change(hours=Decimal(5))),
        services.conversation.edit(card.id, Change(notes="later")),
        services.conversation.commit([card.id]),
    )
    (entry,) = await _entries_of_today(services)
    assert (entry.hours, entry.notes) == (5, "later")


async def test_what_was_discarded_is_brought_back_as_things_stand_now(services: Services):
    reply = await services.conversation.say("2h nucleus dev and acme 2h")
    ready, asking = (card.id for card in reply.drafts)
    services.conversation.discard([ready, asking])
    await services.conversation.bring_back([ready, asking])
    assert [card.state for card in services.conversation.cards] == [DraftState.READY, DraftState.ASKING]
    await services.conversation.commit([ready])
    await services.conversation.bring_back([ready])
    assert services.conversation.cards[0].state is DraftState.COMMITTED
    assert len(await _entries_of_today(services)) == 1


async def test_an_entry_is_repeated_today_and_changed_on_a_card(services: Services):
    talk = services.conversation
    (card,) = (await talk.say("2h nucleus dev yesterday: login page")).drafts
    (done,) = await talk.commit([card.id])
    again = await talk.by_hand.repeat(done.answer.id)
    (copy,) = again.drafts
    today = (await talk.now()).date()
    assert (copy.project, copy.task, copy.hours) == (card.project, card.task, card.hours)
    assert (copy.spent_date, copy.notes) == (today, "login page")
    assert await talk.by_hand.repeat(1) is None
    (deed,) = (await talk.by_hand.change(done.answer.id)).deeds
    assert (deed.kind, deed.state) == (Kind.EDIT, DraftState.ASKING)
    assert (await talk.answer(deed.id, "hours", "3")).state is DraftState.READY
    await talk.commit([deed.id])
    assert (await services.harvest.time_entry(done.answer.id)).hours == 3
    assert "not in Harvest" in (await talk.by_hand.change(1)).text


async def test_a_card_dropped_while_its_edit_waits_stays_dropped(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    edit = asyncio.create_task(services.conversation.edit(card.id, Change(hours=Decimal(5))))
    services.conversation.discard([card.id])
    assert (await edit).state is DraftState.DISCARDED


async def test_colours_of_a_terminal_are_no_words(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev\x1b[31m\x1b]0;title\x07")).drafts
    assert (card.hours, card.project.name, card.notes) == (2, "Nucleus", "")


async def test_make_it_three_changes_the_card_that_is_shown(services: Services):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    reply = await services.conversation.say("make that 3")
    assert [(changed.id, changed.hours) for changed in reply.drafts] == [(card.id, 3)]


async def test_the_second_same_answer_offers_an_alias_and_a_yes_teaches_it(tmp_path: Path):
    offers = []
    async with open_services(Home(tmp_path), demo=True, forgetful=True, on_offer=offers.append) as services:
        conversation = services.conversation
        catalog = await services.directory.catalog()
        nucleus = next(project for project in catalog.projects if project.name == "Nucleus")
        for _ in range(2):
            (card,) = (await conversation.say("2h on zorbly")).drafts
            assert card.project is None
            await conversation.edit(card.id, Change(project=nucleus))
            conversation.discard([card.id])
        conversation.teach(offers[0], is_wanted=True)
        (card,) = (await conversation.say("2h on zorbly")).drafts
        assert card.project == nucleus
    async with open_services(Home(tmp_path), demo=True, forgetful=True) as again:
        (card,) = (await again.conversation.say("2h on zorbly")).drafts
        assert card.project == nucleus


async def test_words_that_fit_several_projects_can_be_taught_too(tmp_path: Path):
    offers = []
    async with open_services(Home(tmp_path), demo=True, forgetful=True, on_offer=offers.append) as services:
        for _ in range(2):
            (card,) = (await services.conversation.say("2h hooli")).drafts
            await services.conversation.edit(card.id, Change(project=card.choices[0].project))
            services.conversation.discard([card.id])
        services.conversation.teach(offers[0], is_wanted=True)
        assert services.conversation.aliases.aliases == {"hooli": card.choices[0].project.id}
        (card,) = (await services.conversation.say("2h hooli")).drafts
        assert card.project is not None


async def test_a_message_without_work_drafts_nothing(services: Services):
    reply = await services.conversation.say("what a day")
    assert reply.drafts == ()
    assert reply.text


async def test_an_endless_message_is_cut_and_said_to_be(services: Services):
    reply = await services.conversation.say("2h nucleus dev " + "x" * 30_000, now=datetime(2026, 11, 20, 18))
    assert "Only the first" in reply.text


async def test_both_puts_two_cards_in_the_place_of_the_one_that_asked(services: Services):
    (asking,) = (await services.conversation.say("hooli 2h")).drafts
    reply = await services.conversation.say("both")
    assert {card.project.name for card in reply.drafts} == {"Nucleus", "Nucleus Marketing Site"}
    states = {card.id: card.state for card in services.conversation.cards}
    assert states[asking.id] is DraftState.DISCARDED


async def test_what_was_not_heard_for_sure_is_checked_until_it_is_said(services: Services):
    talk = services.conversation
    doubts = [Span(0, 3), Span(13, 20)]
    (card,) = (await talk.say("two hours on Nucleus, development", Channel.VOICE, doubts=doubts)).drafts
    assert (card.state, card.checks) == (DraftState.NEEDS_CHECK, (Field.HOURS, Field.PROJECT))
    card = await talk.edit(card.id, Change(hours=Decimal(2)))
    assert (card.state, card.checks) == (DraftState.NEEDS_CHECK, (Field.PROJECT,))
    unsure = [warning.code for warning in card.warnings if warning.code.startswith("heard_unsure")]
    assert unsure == ["heard_unsure_project"]
    card = await talk.edit(card.id, Change(project=card.project))
    assert (card.state, card.project.name, card.task.name) == (DraftState.READY, "Nucleus", "Development")
    assert not [warning for warning in card.warnings if warning.code.startswith("heard_unsure")]


@pytest.mark.parametrize("words", ["4h development on acme this morning", "1.5 on acme, the usual"])
async def test_an_open_card_does_not_answer_for_a_client_with_several_projects(services: Services, words: str):
    await services.conversation.say("2h nucleus dev")
    (card,) = (await services.conversation.say(words)).drafts
    assert card.project is None
    assert {choice.project.client.name for choice in card.choices} == {"Acme Corporation"}


@pytest.mark.parametrize("words", ["2h dev on new project", "2h on red"])
async def test_three_letters_of_a_long_word_name_no_project(services: Services, words: str):
    (card,) = (await services.conversation.say(words)).drafts
    assert card.project is None


async def test_undo_puts_a_changed_card_back_before_it_touches_harvest(services: Services):
    talk = services.conversation
    await talk.say("2h nucleus dev")
    await talk.say("log it")
    (card,) = (await talk.say("1h nucleus qa")).drafts
    await talk.say("make it 5h")
    (back,) = (await talk.say("undo")).drafts
    assert (back.id, back.hours) == (card.id, 1)
    assert len(await _entries_of_today(services)) == 1
    await talk.say("drop it")
    await talk.say("undo", Channel.VOICE)
    assert [one.hours for one in talk.cards if one.state is DraftState.READY] == [1]


SCRAPPING = ["sorry scrap the last thing", "scrap that", "bin the last one", "forget the last thing", "delete it"]


@pytest.mark.parametrize("words", SCRAPPING)
@pytest.mark.parametrize("between", [None, "how many hours this week?"])
async def test_scrapping_the_last_thing_means_the_card_that_was_just_dropped(services: Services, words, between):
    talk = services.conversation
    (logged,) = (await talk.say("2h nucleus dev")).drafts
    await talk.commit([logged.id])
    (dropped,) = (await talk.say("1h brand refresh design")).drafts
    talk.discard([dropped.id])
    if between:
        await talk.say(between)
    reply = await talk.say(words)
    assert (reply.text, reply.deeds) == (
        "That is dropped already; “undo” brings it back. What was logged stays.",
        (),
    )
    assert {card.id: card.state for card in talk.cards} == {
        logged.id: DraftState.COMMITTED,
        dropped.id: DraftState.DISCARDED,
    }


@pytest.mark.parametrize("words", [*SCRAPPING, "delete the last entry"])
@pytest.mark.parametrize("between", [None, "how many hours this week?"])
async def test_scrapping_what_was_logged_asks_by_a_card_that_is_confirmed(services: Services, words, between):
    talk = services.conversation
    cards = (await talk.say("3h internal admin yesterday")).drafts
    await talk.commit([cards[0].id])
    (logged,) = (await talk.say("2h nucleus dev")).drafts
    (logged,) = await talk.commit([logged.id])
    if between:
        await talk.say(between)
    (deed,) = (await talk.say(words)).deeds
    assert (deed.kind, deed.field("entry").value, talk.cards[-1].state) == (
        Kind.DELETE,
        str(logged.answer.id),
        DraftState.COMMITTED,
    )
    assert len(await _entries_of_today(services)) == 1
    await talk.commit([deed.id])
    assert await _entries_of_today(services) == ()


async def test_undo_means_the_latest_commit_and_none_before_it(services: Services):
    talk = services.conversation
    for words in ("3h internal admin", "2h nucleus dev"):
        (card,) = (await talk.say(words)).drafts
        await talk.commit([card.id])
    texts = [(await talk.say(words)).text for words in ("undo", "take that back", "undo")]
    assert [text.partition(":")[0] for text in texts] == ["Undone", *["That was taken back already."] * 2]
    assert [entry.hours for entry in await _entries_of_today(services)] == [3]
    assert "no entry" in ((await talk.say("scrap that")).question or "")


@pytest.mark.parametrize("words", ["drop", "drop it", "scrap the last thing", "never mind", "no"])
async def test_dropping_means_the_deed_that_was_just_asked_about(services: Services, words: str):
    talk = services.conversation
    (card,) = (await talk.say("2h nucleus dev")).drafts
    (deed,) = (await talk.say("log an expense on nucleus")).deeds
    reply = await talk.say(words)
    assert reply.text == "Dropped 1 card. Nothing was written. What else is open stays."
    assert (talk.cards[0].state, talk.deeds.get(deed.id).state) == (card.state, DraftState.DISCARDED)
    await talk.say("log an expense on nucleus")
    assert (await talk.say("drop both")).text == "Dropped 2 cards. Nothing was written."


async def test_undo_brings_a_dismissed_card_back(services: Services):
    talk = services.conversation
    (card,) = (await talk.say("2h nucleus dev")).drafts
    talk.discard([card.id])
    assert talk.can_put_back
    (back,) = (await talk.say("undo")).drafts
    assert (back.id, back.state) == (card.id, DraftState.READY)
    assert not talk.can_put_back


async def test_only_the_cards_that_are_named_are_written(services: Services):
    talk = services.conversation
    await talk.say("2h nucleus dev, 1h hooli, 3h patient portal design")
    reply = await talk.say("log the patient portal one")
    assert reply.text.startswith("Logged 1 entry, 3 h")
    assert [entry.hours for entry in await _entries_of_today(services)] == [3]


async def test_of_two_entries_the_last_one_can_be_taken_back(services: Services):
    talk = services.conversation
    await talk.say("2h nucleus dev, 1h patient portal design")
    await talk.say("log both")
    await talk.say("undo the last one")
    assert [entry.hours for entry in await _entries_of_today(services)] == [2]


async def test_thanks_and_assent_to_something_else_write_nothing(services: Services):
    talk = services.conversation
    await talk.say("2h nucleus dev")
    for words in ("ok thanks", "how much budget is left on nucleus?", "great"):
        await talk.say(words)
    assert await _entries_of_today(services) == ()


async def test_what_is_not_understood_leaves_the_cards_and_says_so(services: Services):
    await services.conversation.say("2h nucleus dev")
    reply = await services.conversation.say("the moon is bright")
    assert reply.drafts == ()
    assert "as they were" in reply.text


async def test_it_is_the_card_of_the_latest_message_and_a_client_asks_anew(services: Services):
    talk = services.conversation
    await talk.say("2h nucleus dev, 1h patient portal design")
    (first,) = (await talk.say("the first one was 3h")).drafts
    (again,) = (await talk.say("no, 4")).drafts
    assert (again.id, again.hours) == (first.id, 4)
    (asking,) = (await talk.say("that was for globex")).drafts
    assert (asking.id, asking.project, asking.state) == (first.id, None, DraftState.ASKING)
    (settled,) = (await talk.say("phase 2")).drafts
    assert (settled.project.name, settled.task.name) == ("Data Platform Phase 2", "Development")


async def test_a_change_by_words_says_what_it_changed(services: Services):
    talk = services.conversation
    await talk.say("2h nucleus dev")
    reply = await talk.say("make it 3")
    assert reply.text == "Changed to 3 h."


@pytest.mark.parametrize("words", ["forget it", "cancel", "drop that", "skip it", "forget that", "cancel it please"])
async def test_words_that_only_mean_stop_take_back_nothing_that_was_logged(services: Services, words: str):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await services.conversation.commit([card.id])
    reply = await services.conversation.say(words)
    assert "stays" in reply.text
    assert len(await _entries_of_today(services)) == 1


@pytest.mark.parametrize("words", ["take that back", "undo"])
async def test_words_of_taking_back_take_back_what_was_logged(services: Services, words: str):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    await services.conversation.commit([card.id])
    await services.conversation.say(words)
    assert await _entries_of_today(services) == ()


async def test_a_wish_that_was_not_understood_is_never_logged_past(services: Services):
    talk = services.conversation
    await talk.say("2h nucleus dev, 1h nucleus qa")
    assert "Which one" in ((await talk.say("make the nucleus one 3h")).question or "")
    assert {card.state for card in talk.cards} == {DraftState.NEEDS_CHECK}
    await talk.say("the first")
    assert [card.state for card in talk.cards] == [DraftState.READY, DraftState.NEEDS_CHECK]


@pytest.mark.parametrize("words", ["how much did it cost?", "how much is left on it?"])
async def test_a_question_about_it_is_about_the_card_that_was_just_made(services: Services, words: str):
    (card,) = (await services.conversation.say("2h nucleus dev")).drafts
    reply = await services.conversation.say(words)
    assert card.project is not None
    assert reply.answer is not None
    assert card.project.name in reply.answer.reply


async def test_what_was_read_while_it_was_typed_is_not_read_again_with_enter(services: Services, monkeypatch):
    talk = services.conversation
    reads = Mock(wraps=Interpreter.read)
    monkeypatch.setattr(Interpreter, "read", lambda self, *arguments: reads(self, *arguments))
    noon = datetime(2026, 11, 20, 12, 0, 5)
    await talk.read("2h nucleus dev", Channel.TYPED, noon, is_final=False)
    (card,) = (await talk.say("2h nucleus dev", now=noon.replace(second=40))).drafts
    assert (card.hours, reads.call_count) == (2, 1)
    await talk.say("make it 3", now=noon)
    (changed,) = [one for one in talk.cards if one.id == card.id]
    await talk.say("make it 3", now=noon.replace(minute=1))
    assert (changed.hours, reads.call_count) == (3, 3), "other cards, and another minute, are read anew"


async def test_a_confirmation_that_writes_nothing_leaves_what_undo_is_about(services: Services):
    talk = services.conversation
    (logged,) = (await talk.say("2h nucleus dev")).drafts
    await talk.commit([logged.id])
    (card,) = (await talk.say("acme 2h")).drafts
    await talk.commit([card.id])
    await talk.commit([])
    edit = asyncio.create_task(talk.edit(card.id, Change(notes="later")))
    await asyncio.gather(talk.commit([]), edit)
    assert talk.can_put_back
    await talk.say("undo")
    assert [(one.state, one.notes) for one in talk.cards] == [(DraftState.COMMITTED, ""), (DraftState.ASKING, "")]


async def _repeats(talk, _card):
    (logged,) = [one for one in talk.cards if one.answer]
    await talk.by_hand.repeat(logged.answer.id)


async def _edits(talk, card):
    await talk.edit(card.id, Change(hours=Decimal(3)))


async def _says(talk, _card):
    await talk.say("make it 3")


async def _hears_of_others(talk, _card):
    await talk.say("make it 3")
    await talk.hand_in("4h internal admin")
    await talk.say("thanks")


async def _brings_back(talk, card):
    talk.discard([card.id])
    await talk.bring_back([card.id])


@pytest.mark.parametrize(
    ("act", "left"), [(_repeats, [1]), (_edits, [1]), (_says, [1]), (_hears_of_others, [1, 4]), (_brings_back, [])]
)
async def test_undo_after_an_act_by_hand_takes_that_back_and_nothing_out_of_harvest(services: Services, act, left):
    talk = services.conversation
    (logged,) = (await talk.say("2h nucleus dev")).drafts
    await talk.commit([logged.id])
    (card,) = (await talk.say("1h internal admin")).drafts
    await act(talk, card)
    await talk.say("undo")
    assert [one.hours for one in talk.cards if one.state is DraftState.READY] == left
    assert talk.cards[0].state is DraftState.COMMITTED
    assert len(await _entries_of_today(services)) == 1


async def test_undo_drops_the_card_that_was_just_made_for_an_open_day(services: Services):
    talk = services.conversation
    (logged,) = (await talk.say("2h nucleus dev")).drafts
    await talk.commit([logged.id])
    (card,) = (await talk.say("1h internal admin", day=_THURSDAY)).drafts
    assert (card.spent_date, card.state) == (_THURSDAY, DraftState.READY)
    await talk.say("undo")
    assert [one.state for one in talk.cards] == [DraftState.COMMITTED, DraftState.DISCARDED]


@pytest.mark.parametrize(
    ("words", "days", "codes"),
    [
        ("2h nucleus development", [_THURSDAY], []),
        ("2h nucleus development at the weekend", [_MONDAY], ["date_unclear"]),
        ("3h nucleus dev on friday and 1h internal admin", [date(2026, 11, 27)] * 2, ["date_scope"]),
        ("nucleus dev 22:00 to 02:00", [date(2026, 11, 29), _MONDAY], ["over_midnight"]),
        ("nucleus dev for the rest of the day", [_MONDAY], ["rest_of_day"]),
    ],
)
async def test_an_open_day_is_meant_where_the_words_name_none_and_settles_no_doubt(services, words, days, codes):
    moment = datetime(2026, 11, 30, 13)
    reading = await services.conversation.read(words, Channel.TYPED, moment, day=_THURSDAY)
    assert [draft.spent_date for draft in reading.drafts] == days
    assert list(dict.fromkeys(warning.code for draft in reading.drafts for warning in draft.warnings)) == codes


async def test_just_after_midnight_an_open_day_leaves_no_doubt_about_today(services: Services):
    moment = datetime(2026, 11, 30, 0, 30)
    (draft,) = (await services.conversation.read("1h internal admin", Channel.TYPED, moment, day=_THURSDAY)).drafts
    assert (draft.spent_date, draft.warnings) == (_THURSDAY, ())


@pytest.mark.parametrize("words", ["2h internal admin for Lena", "lunch 20 euros for acme"])
async def test_deeds_are_meant_for_the_open_day_too(services: Services, words: str):
    (deed,) = (await services.conversation.say(words, now=datetime(2026, 11, 30, 13), day=_THURSDAY)).deeds
    assert deed.field("day").value == _THURSDAY.isoformat()
