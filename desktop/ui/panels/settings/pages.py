"""Which pages the settings have, in order, and which sections stand on each; the package says how to add one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.ui.panels.settings.account import AccountSection
from desktop.ui.panels.settings.appearance import AppearanceSection
from desktop.ui.panels.settings.chat import ChatSection
from desktop.ui.panels.settings.connected_tools import ConnectedToolsSection
from desktop.ui.panels.settings.day import DaySection
from desktop.ui.panels.settings.day_length import DayLengthSection
from desktop.ui.panels.settings.days_off import DaysOffSection
from desktop.ui.panels.settings.favourites import FavouritesSection
from desktop.ui.panels.settings.language_model import LanguageModelSection
from desktop.ui.panels.settings.login import LoginSection
from desktop.ui.panels.settings.names import NamesSection
from desktop.ui.panels.settings.privacy import PrivacySection
from desktop.ui.panels.settings.section import Section
from desktop.ui.panels.settings.shortcut import ShortcutSection
from desktop.ui.panels.settings.speech import SpeechSection
from desktop.ui.panels.settings.texting import TextingSection
from desktop.ui.panels.settings.traces import TracesSection
from desktop.ui.port import Port


@dataclass(frozen=True, slots=True)
class Page:
    """A line of the list, and what makes the sections behind it."""

    title: str
    sections: tuple[Callable[[Port], Section], ...]


PAGES = (
    Page("Account", (AccountSection,)),
    Page("General", (AppearanceSection, LoginSection)),
    Page("My day", (DayLengthSection, DaySection, TracesSection, DaysOffSection)),
    Page("Speech", (SpeechSection,)),
    Page("Shortcuts", (ShortcutSection,)),
    Page("Names and favourites", (NamesSection, FavouritesSection)),
    Page("Language model", (LanguageModelSection, ConnectedToolsSection)),
    Page("SMS and WhatsApp", (TextingSection,)),
    Page("Privacy", (PrivacySection, ChatSection)),
)
