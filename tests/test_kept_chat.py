"""Today's chat on the disk."""

from datetime import date
from pathlib import Path

from desktop.app.kept_chat import KeptChat, Line

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
    kept.forget()
    assert not path.exists()


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
