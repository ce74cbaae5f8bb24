"""Today's chat on the disk."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from desktop.app.kept_chat import KeptChat, Line
from desktop.app.ports.chat import ChatDesk
from desktop.paths import Home
from desktop.preferences import Preferences

TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21)


def test_lines_come_back_in_order_for_their_person_and_day_alone(tmp_path: Path):
    kept = KeptChat(tmp_path / "chat.sqlite")
    assert kept.lines(7, TODAY) == ()
    kept.add("said", "2h acme\nand more", 7, TODAY)
    kept.add("answered", "One entry.", 7, TODAY)
    kept.add("said", "somebody else's", 8, TODAY)
    assert KeptChat(tmp_path / "chat.sqlite").lines(7, TODAY) == (
        Line("said", "2h acme\nand more"),
        Line("answered", "One entry."),
    )
    assert kept.lines(7, TOMORROW) == ()


def test_a_new_day_forgets_the_old_one_and_nothing_is_kept_once_it_is_forgotten(tmp_path: Path):
    path = tmp_path / "chat.sqlite"
    kept = KeptChat(path)
    kept.add("said", "a secret of yesterday", 7, TODAY)
    kept.add("said", "today", 7, TOMORROW)
    assert kept.lines(7, TODAY) == ()
    assert b"secret" not in path.read_bytes()
    beside = tmp_path / "chat.sqlite-journal"
    beside.write_text("a secret of a start that broke off")
    kept.forget()
    assert not path.exists()
    assert not beside.exists()


@pytest.mark.parametrize("demo", [True, False])
def test_where_no_chat_is_to_be_kept_none_of_any_home_is_left_whenever_that_was_chosen(tmp_path: Path, demo):
    """Switched off in the demo, or written into the settings while nothing ran."""
    home = Home(tmp_path)
    home.demo.root.mkdir()

    def desk(*, keeps: bool) -> ChatDesk:
        return ChatDesk(home, asyncio.run, lambda _: None, lambda _: None, lambda _: None, demo=demo, keeps=keeps)

    def fill() -> None:
        for path in (home.chat, home.demo.chat):
            KeptChat(path).add("said", "a secret", 7, TODAY)

    fill()
    desk(keeps=False).know(None, lambda: TODAY)
    assert not home.chat.exists()
    assert not home.demo.chat.exists()
    fill()
    desk(keeps=True).prefer(Preferences(keeps_chat=False))
    assert not home.chat.exists()
    assert not home.demo.chat.exists()


def test_a_file_that_is_no_database_is_begun_anew_and_no_folder_is_no_failure(tmp_path: Path):
    path = tmp_path / "chat.sqlite"
    path.write_text("this is no database " * 100)
    kept = KeptChat(path)
    assert kept.lines(7, TODAY) == ()
    kept.add("said", "2h acme", 7, TODAY)
    assert len(kept.lines(7, TODAY)) == 1
    lost = KeptChat(tmp_path / "nowhere" / "chat.sqlite")
    lost.add("said", "2h acme", 7, TODAY)
    assert lost.lines(7, TODAY) == ()
