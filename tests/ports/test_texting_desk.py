"""SMS and WhatsApp in the settings: numbers and address are kept whole or not at all, the token only in the keyring."""

import asyncio

import pytest

from desktop.app.ports.texting import TextingDesk
from desktop.settings import load
from desktop.ui.panels.settings.texting import TextingSection, state_text
from desktop.ui.preview.scripted_port import ScriptedPort
from desktop.ui.texting_port import TextingView

ADDRESS = "https://gleaner.example.com"


async def test_what_is_kept_is_kept_whole_and_the_token_only_in_the_keyring(qapp, safe, home, monkeypatch):
    monkeypatch.delenv("GLEANER_TWILIO_TOKEN", raising=False)
    tasks = []

    async def done():
        await asyncio.gather(*tasks)

    desk = TextingDesk(home, lambda step: tasks.append(asyncio.ensure_future(step)))
    desk.keep("+1 555 123-4567, +49 170 1234567", f"{ADDRESS}/", "secret")
    await done()
    assert desk.view.numbers == ("+15551234567", "+491701234567")
    assert (desk.view.address, desk.view.webhook, desk.view.has_token) == (ADDRESS, f"{ADDRESS}/twilio", True)
    assert safe.kept == {"twilio": "secret"}
    assert "secret" not in home.settings.read_text()
    desk.keep("555", ADDRESS, "another")
    await done()
    assert "country" in desk.view.problem
    assert safe.kept == {"twilio": "secret"}
    assert len(load(home.settings).messages.numbers) == 2
    desk.forget_token()
    await done()
    assert (desk.view.has_token, desk.view.problem, safe.kept) == (False, "", {})


def test_the_section_hands_on_what_was_typed_and_keeps_no_token(qtbot):
    port = ScriptedPort()
    section = TextingSection(port)
    qtbot.addWidget(section)
    section.show()
    assert not section.save.isEnabled()
    section.numbers.edit.setText("+15551234567")
    section.address.edit.setText(ADDRESS)
    section.token.edit.setText("secret")
    section.save.click()
    assert port.scripted_texting.calls == [("keep", ("+15551234567", ADDRESS, "secret"))]
    assert section.token.edit.text() == ""
    port.scripted_texting.show(TextingView(("+15551234567",), ADDRESS, f"{ADDRESS}/twilio", has_token=True))
    assert f"{ADDRESS}/twilio" in section.state.text().replace("\u200b", "")
    assert section.copy.isVisible()
    assert not section.save.isEnabled()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (TextingView(), "It is off"),
        (TextingView(("+15551234567",), ADDRESS), "Missing: token."),
        (TextingView((), ADDRESS), "Missing: phones, token."),
        (TextingView(("+15551234567",), ADDRESS, "w", has_token=True, is_installed=False), "pip install twilio"),
    ],
)
def test_what_is_missing_is_said(view, words):
    assert words in state_text(view)
