"""Quick entry, tray, theme, and what holds for every window."""

from decimal import Decimal
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desktop.agent.deeds.card import Deed
from desktop.agent.drafts import DraftState, Reply
from desktop.agent.intents import Kind
from desktop.preferences import Appearance
from desktop.ui.colours import DARK, LIGHT
from desktop.ui.icons import TrayState, tray_drawing
from desktop.ui.panels.messages import Bubble
from desktop.ui.port import Waiting
from desktop.ui.preview.sample import asking_project, ready
from desktop.ui.preview.scenes import SCENES
from desktop.ui.theme import theme
from desktop.ui.tray import Tray


@pytest.fixture
def tray(qtbot, port):
    window = QWidget()
    qtbot.addWidget(window)
    return Tray(port, window)


def test_quick_entry_reads_shows_and_commits(quick, port, press, qtbot):
    port.script = [Reply("", (ready("Mobile App", 11, "1"),))]
    edit = quick.desk.composer.edit
    qtbot.keyClicks(edit, "1h mobile app")
    press(edit, Qt.Key.Key_Return)
    assert [card.project.text() for card in quick.stack.cards] == ["Mobile App"]
    press(edit, Qt.Key.Key_Return)
    assert quick.stack.cards[0].draft.state is DraftState.COMMITTED
    qtbot.waitUntil(lambda: not quick.isVisible())


def test_quick_entry_hides_with_escape_and_keeps_what_is_open(quick, port, press, qtbot):
    port.script = [Reply("", (asking_project(),))]
    edit = quick.desk.composer.edit
    qtbot.keyClicks(edit, "1.5h website")
    press(edit, Qt.Key.Key_Return)
    press(edit, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    assert port.made("discard") == []
    quick.show_and_raise()
    assert len(quick.stack.cards) == 1


def test_quick_entry_ignores_what_was_asked_elsewhere(quick, port):
    port.answer(Reply("Chat's own.", (ready("Mobile App", 11, "1"),)))
    assert quick.stack.cards == []


def test_the_chat_shows_what_quick_entry_said(chat, quick, port, press, qtbot):
    port.script = [Reply("One.", (ready("Mobile App", 11, "1"),))]
    qtbot.keyClicks(quick.desk.composer.edit, "1h mobile app")
    press(quick.desk.composer.edit, Qt.Key.Key_Return)
    assert "1h mobile app" in [bubble.label.text() for bubble in chat.messages.findChildren(Bubble)]
    assert len(chat.board.cards) == len(quick.board.cards) == 1


def fits(quick) -> bool:
    bar = quick.area.verticalScrollBar()
    return quick.desk.height() >= quick.desk.sizeHint().height() and (quick.area.isHidden() or bar.maximum() == 0)


def test_quick_entry_is_as_tall_as_what_it_shows(quick, port, qtbot):
    port.sketches = [Reply("", (ready("Mobile App", 11, "1.5"), asking_project()))]
    port.preferences.choose_favourites(())
    qtbot.waitUntil(lambda: fits(quick) and quick.area.isHidden())
    bare = quick.height()
    qtbot.keyClicks(quick.desk.composer.edit, "1.5 mobile")
    qtbot.waitUntil(lambda: fits(quick) and quick.height() > bare)
    quick.desk.composer.said.emit("1.5 mobile")
    port.answer(Reply("", (ready("Mobile App", 11, "1"), asking_project()), to="1.5 mobile"))
    qtbot.waitUntil(lambda: fits(quick) and quick.height() > 3 * bare)
    port.discard(tuple(card.draft.id for card in quick.stack.cards))
    qtbot.waitUntil(lambda: fits(quick) and quick.height() < 3 * bare)


def test_tray_menu_has_named_actions_and_live_hours(tray, port, qtbot):
    names = [action.objectName() for action in tray.menu.actions() if not action.isSeparator()]
    assert names == ["speak", "quick-entry", "day", "chat", "timer", "today", "settings", "quit"]
    port.day_changed.emit(Decimal("5.5"))
    assert tray.today.text() == "Today: 5.50 h"
    for name, signal in (
        ("quick-entry", tray.quick),
        ("day", tray.day),
        ("chat", tray.chat),
        ("settings", tray.settings),
        ("quit", tray.quit),
    ):
        with qtbot.waitSignal(signal):
            next(action for action in tray.menu.actions() if action.objectName() == name).trigger()
    with qtbot.waitSignal(tray.chat):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_a_deed_that_is_done_counts_no_hours(tray, port):
    port.day_changed.emit(Decimal("5.5"))
    port.changed.emit(Deed("m1", DraftState.COMMITTED, Kind.TIMER_STOP, "Stop it", "Stop", "Timer"))
    assert tray.today.text() == "Today: 5.50 h"


def test_signed_out_the_tray_tells_of_no_day(tray, port):
    port.day_changed.emit(Decimal("5.5"))
    port.signed_in.emit(None)
    assert tray.today.text() == "Today: –"


def test_quick_entry_tells_what_it_is_told(quick, port):
    port.told.emit("No speech heard.")
    assert quick.reply.isVisible()
    assert quick.reply.text() == "No speech heard."


def test_speak_opens_the_chat_and_its_microphone(tray, qtbot):
    with qtbot.waitSignals([tray.chat, tray.talk], order="strict"):
        tray.speak.trigger()


def test_without_a_tray_the_window_is_asked_for_once_and_looking_ends(tray, qtbot):
    asked: list[bool] = []
    tray.missing.connect(lambda: asked.append(True))
    tray._poll.setInterval(0)
    tray.start()
    qtbot.waitUntil(lambda: not tray._poll.isActive())
    assert asked == [True]
    assert not tray.is_shown


def test_a_tray_that_comes_late_is_used(tray, qtbot, monkeypatch):
    tray._poll.setInterval(0)
    tray.start()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    qtbot.waitUntil(lambda: not tray._poll.isActive())
    assert tray.icon.isVisible()
    tray.icon.hide()


def light(state: TrayState) -> set[tuple[int, int]]:
    """Where the drawing is light: what somebody sees of it who sees no colours."""
    image = tray_drawing(state).pixmap(22, 22).toImage()
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).value() > 200}


def test_the_states_of_the_tray_differ_in_shape_not_only_in_colour(tray, port):
    shapes = {state: light(state) for state in TrayState}
    alike = [(a, b) for a, b in combinations(TrayState, 2) if len(shapes[a] ^ shapes[b]) < 30]
    assert alike == []

    def shown() -> TrayState:
        return next(state for state in TrayState if tray.icon.icon().cacheKey() == tray_drawing(state).cacheKey())

    port.outbox_changed.emit((Waiting("1", "2 h", "", is_unclear=False),))
    port.microphone.emit("listening")
    assert shown() is TrayState.LISTENING
    port.microphone.emit("transcribing")
    assert shown() is TrayState.WAITING
    port.outbox_changed.emit(())
    assert shown() is TrayState.IDLE


def test_logging_is_told_only_while_the_window_is_hidden_and_without_names(tray, port, qtbot, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(tray.icon, "showMessage", lambda title, words, icon: told.append(words))
    monkeypatch.setattr(tray.icon, "isVisible", lambda: True)
    one, two = ready("Mobile App", 11, "1"), ready("Café Menu", 11, "2")
    port.answer(Reply("", (one, two)))
    port.commit((one.id, two.id))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["2 entries in Harvest, 3.00 h"]


def test_light_and_dark_are_followed_live(qapp, chat):
    look = theme()
    try:
        look.wear(Appearance.DARK)
        assert look.colours is DARK
        assert chat.palette().window().color().name() == DARK.window
        look.wear(Appearance.LIGHT)
        assert chat.palette().window().color().name() == LIGHT.window
    finally:
        look.wear(Appearance.SYSTEM)


def test_no_font_is_named_or_sized_in_the_style_sheet(qapp):
    theme()
    assert "font" not in qapp.styleSheet()


def walk(window: QWidget) -> list[QWidget]:
    QApplication.processEvents()  # widgets that were just added are shown by the next event
    return [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window)]


def test_tab_reaches_everything_and_comes_back(chat, port, press):
    SCENES["asking"](port)
    edit = chat.desk.composer.edit
    takers = {w for w in walk(chat) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()}
    reached: list[QWidget] = []
    edit.setFocus()
    while (now := QApplication.focusWidget()) is not None and now not in reached and len(reached) < 200:
        reached.append(now)
        press(now, Qt.Key.Key_Backtab)
    assert takers - set(reached) == set()
    assert QApplication.focusWidget() is edit


def test_tab_goes_in_reading_order_whatever_was_added_when(chat, port, press):
    SCENES["week_day"](port)
    chat.week.open()
    SCENES["deed_change"](port)
    QApplication.processEvents()
    sheet, deed = chat.week.sheet, chat.deeds.cards[-1]
    reached: list[QWidget] = [sheet.away]
    sheet.away.setFocus()
    while (now := QApplication.focusWidget()) is not deed.dismiss and len(reached) < 40:
        press(now, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    rows = [button for row in sheet.rows for button in (row.repeat, row.change)]
    fields = ("project", "hours", "day", "task", "notes", "discard")
    first, second = ([getattr(card, name) for name in fields] for card in chat.board.cards)
    assert reached[:17] == [sheet.away, *rows, *first, *second]
    assert (reached[17], reached[-2:]) == (deed, [deed.confirm, deed.dismiss])


def test_tab_follows_the_fields_of_a_card(chat, port, press):
    port.answer(Reply("One.", (ready("Mobile App", 11, "1"),)))
    QApplication.processEvents()
    card = chat.board.cards[0]
    press(chat.desk.composer.edit, Qt.Key.Key_Tab)
    order = []
    for _ in range(6):
        order.append(QApplication.focusWidget())
        press(order[-1], Qt.Key.Key_Tab)
    assert order == [card.project, card.hours, card.day, card.task, card.notes, card.discard]


def test_the_desktop_is_asked_before_the_tray_and_its_buttons_are_heard(tray, port, qtbot):
    port.scripted_notices.can_show = True
    tray.remind("3.00 of 8.00 h logged today")
    ((key, _, words, buttons),) = port.scripted_notices.shown
    assert (key, words) == ("day", "3.00 of 8.00 h logged today")
    heard = {"day": tray.day, "later": tray.later, "not_today": tray.not_today}
    assert [name for name, _ in buttons] == list(heard)
    for action, signal in {**heard, "default": tray.day}.items():
        with qtbot.waitSignal(signal):
            port.notices.pressed.emit(key, action)
    with qtbot.waitSignal(tray.chat):
        port.notices.pressed.emit("logged", "show")
