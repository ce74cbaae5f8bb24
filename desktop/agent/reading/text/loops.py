"""What a speech recogniser makes up: sentences in a loop, and the tails of videos; blanked, so that offsets stay.

"Two hours Acme. Two hours Acme. Two hours Acme. Thanks for watching!" becomes "Two hours Acme." and blanks.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[\w'’]+")
_TAIL = re.compile(
    r"(?:(?:thanks|thank you)(?: so much| very much)? for (?:watching|listening|your attention)"
    r"|(?:don'?t forget to |please |like and )*subscribe(?: to (?:my|the) channel)?"
    r"|see you (?:in the )?next (?:time|video)|subtitles by [^.!?\n]{1,60}|transcribed by [^.!?\n]{1,60})[\s.!?,]*\Z",
    re.IGNORECASE,
)
_OFTEN = 3
_SHORTEST, _LONGEST = 3, 60


def as_said(text: str) -> str:
    """The same text, sign for sign, with blanks where nobody spoke."""
    while (tail := _TAIL.search(text.rstrip())) is not None and not tail.group().isspace():
        text = text[: tail.start()] + " " * (len(text) - tail.start())
    words = list(_WORD.finditer(text))
    lows = [match.group().lower() for match in words]
    for period in range(_SHORTEST, min(_LONGEST, len(lows) // _OFTEN) + 1):
        run = 0
        for i in range(len(lows) - period + 1):
            same = i + period < len(lows) and lows[i] == lows[i + period]
            if same:
                run += 1
                continue
            if run >= (_OFTEN - 1) * period:
                begin, end = words[i - run + period].start(), words[i + period - 1].end()
                return as_said(text[:begin] + " " * (end - begin) + text[end:])
            run = 0
    return text
