"""The language of the interface: `tr("Forget {name}", name=…)` comes in, “… vergessen” goes out where that is in use.

English stands in the code and is what a text is known by. Values are filled in after the translation and are never
translated, so names and notes stay as they are. What is said to Gleaner is English, whatever the interface speaks.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES: tuple[tuple[str, str], ...] = (("", "As the system is"), ("en", "English"), ("de", "Deutsch"))
"""What can be chosen: a code, and its own name."""
SAY_IT_IN_ENGLISH = (
    "Please tell Gleaner in English what you did: English is what it understands. Names may be in any language."
)
"""Said once where the interface speaks another language."""

_catalogue: Mapping[str, str] = {}
_sentences: Mapping[str, str] = {}


def use(code: str) -> None:
    """Show that language from now on; "" is the system's, and English where there is none of it."""
    global _catalogue, _sentences  # one process shows one language
    if (code or system_language()) == "de":
        from desktop.text.german import GERMAN
        from desktop.text.german_sentences import SENTENCES

        _catalogue, _sentences = GERMAN, SENTENCES
    else:
        _catalogue, _sentences = {}, {}


def in_use() -> str:
    """The code of the language that is shown: "en", "de"."""
    return "de" if _catalogue else "en"


def tr(text: str, /, **values: object) -> str:
    """`text` in the language in use, its `{places}` filled in. What has no translation stays English."""
    shown = _catalogue.get(text, text)
    return shown.format(**values) if values else shown


def sentences() -> Mapping[str, str]:
    """What the core says, by its pattern; empty where that is shown as it is. See `text/retold.py`."""
    return _sentences


def system_language() -> str:
    """Two letters, such as "de"; "" where the system has none."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not named:
        import locale

        named = locale.getlocale()[0] or ""
    return named.partition("_")[0].partition(".")[0].lower()
