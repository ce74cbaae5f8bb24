"""Zones: stretches in which nothing is a time or a name, "https://a.example/NUC-45?days=3h" or "report_2026-10-02.pdf".

Text comes in, the places of its links, file names, branches, versions, ticket ids, telephone numbers and thousands go
out. What stands in a zone stays whole in the notes. Each piece between blanks is looked at once, so the work grows with
the length of the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from desktop.agent.reading.text.tokens import Token, TokenKind

_PIECE = re.compile(r"\S+")
_OPENING, _CLOSING = "([{<\"'“‘«*~", ")]}>\"'”’»*~.,;:!?…"
_FILE_ENDS = frozenset(
    """pdf doc docx odt rtf xls xlsx ods csv tsv ppt pptx odp png jpg jpeg gif svg webp tif tiff heic psd indd dwg dxf
    rvt skp zip rar gz txt md json yaml yml xml html htm css js jsx ts tsx py rb php java cpp cs go sql sh ipynb mp3 mp4
    mov wav avi mkv srt eml msg ics log""".split()
)
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{1,9}://|www\.|mailto:).", re.IGNORECASE)
_HOST = re.compile(r"[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}\.[a-z]{2,10}[/?#:]", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,60}")
_BRANCH = re.compile(
    r"(?:feature|feat|bugfix|hotfix|fix|release|chore|docs|refactor|task|origin|spike|dependabot)/\S", re.IGNORECASE
)
_PATH = re.compile(r"(?:~|\.{1,2})?/[\w.-]{1,60}/\S|[A-Za-z]:\\\S")
_TICKET = re.compile(r"[A-Z][A-Z0-9]{1,9}-\d{1,7}")
_HASH = re.compile(r"(?=\w*\d)(?=\w*[a-f])[0-9a-f]{7,40}")
_VERSION = re.compile(r"[vV]\d{1,4}(?:\.\d{1,6}){0,4}(?:-?(?:alpha|beta|rc|b|a)\.?\d{0,3})?|\d{1,4}(?:\.\d{1,6}){2,4}")
_DOTTED_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})|(?:19|20)\d{2}\.\d{1,2}\.\d{1,2}")
_RELEASES = frozenset("release releases version versions ver build firmware tag tagged bump patch kernel".split())
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_SIGNED = re.compile(r"[A-Za-z]\w{0,3}(?:\+\+|#)|[A-Za-z]/[A-Za-z]")  # "C++", "C#", "A/B"
_PHONE = re.compile(
    r"(?<!\w)\+\d[\d ()/.-]{7,24}\d(?!\w)|(?<![\w-])(?:\(\d{3}\) ?|\d{3}[- .])\d{3}[- .]\d{4}(?![\w-])"
    r"|(?<![\w-])0\d{2,4} \d{3,4} \d{3,4}(?![\w:-])"
)


def zones(text: str) -> list[tuple[int, int]]:
    """The half-open character ranges of all zones, in order and apart."""
    found = sorted([*_pieces(text), *(match.span() for match in _PHONE.finditer(text))])
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
        elif end > apart[-1][1]:
            apart[-1] = (apart[-1][0], end)
    return apart


def zone_tokens(text: str, tokens: Sequence[Token]) -> dict[int, int]:
    """For the first token of each zone the token after the zone; zones of a single token are left out."""
    places = zones(text)
    found: dict[int, int] = {}
    begin, inside = 0, -1
    for k, token in enumerate([*tokens, None]):
        place = bisect_right(places, (token.start, len(text))) - 1 if token is not None else -1
        if place >= 0 and token is not None and (token.start >= places[place][1] or token.kind is TokenKind.NEWLINE):
            place = -1
        if place != inside:
            if inside >= 0 and k > begin + 1:
                found[begin] = k
            begin, inside = k, place
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    before = ""
    for match in _PIECE.finditer(text):
        piece = match.group()
        bare = piece.lstrip(_OPENING)
        start = match.end() - len(bare)
        bare = bare.rstrip(_CLOSING)
        if len(bare) > 1 and _is_zone(bare, before):
            yield start, start + len(bare)
        before = bare.lower()


def _is_zone(piece: str, before: str) -> bool:
    """Whether a piece between blanks, without the marks around it, is a zone; `before` is the piece before it."""
    if _LINK.match(piece) or _HOST.match(piece) or _MAIL.fullmatch(piece) or _BRANCH.match(piece) or _PATH.match(piece):
        return True
    stem, dot, end = piece.rpartition(".")
    if dot and end.lower() in _FILE_ENDS and stem[-1:].isalnum():
        return True
    if "_" in piece.strip("_") and any(sign.isdigit() for sign in piece):
        return True
    if _VERSION.fullmatch(piece):
        return before in _RELEASES or not _DOTTED_DAY.fullmatch(piece)
    return any(kind.fullmatch(piece) for kind in (_TICKET, _HASH, _THOUSANDS, _SIGNED))
