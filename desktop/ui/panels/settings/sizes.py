"""Bytes, speeds and waits in words. Knows no Qt."""

from __future__ import annotations

from desktop.text import local
from desktop.text.language import tr
from desktop.ui.speech_port import DownloadView, Fetch

_MEGA, _GIGA = 1e6, 1e9


def size(amount: float) -> str:
    """`145 MB`, `1.5 GB`."""
    return f"{local.figure(amount / _GIGA)} GB" if amount >= _GIGA else f"{amount / _MEGA:.0f} MB"


def wait(seconds: float) -> str:
    """`40 s left`, `3 min left`."""
    return (
        tr("{seconds} s left", seconds=max(1, round(seconds)))
        if seconds < 90
        else tr("{seconds} min left", seconds=round(seconds / 60))
    )


def status(view: DownloadView) -> str:
    """One sentence about a download."""
    match view.state:
        case Fetch.ASKING:
            return tr("Asking {site} how large “{model}” is…", site=view.site, model=view.model)
        case Fetch.OFFERED if view.done:
            rest = tr("{done} of {total} are here already", done=size(view.done), total=size(view.total))
            return tr("“{model}” comes from {site}; {rest}.", model=view.model, site=view.site, rest=rest)
        case Fetch.OFFERED:
            return tr(
                "“{model}” comes from {site} and takes {total}.",
                model=view.model,
                site=view.site,
                total=size(view.total),
            )
        case Fetch.RUNNING:
            parts = [tr("{done} of {total}", done=size(view.done), total=size(view.total))]
            if view.speed > 0:
                parts.append(f"{local.figure(view.speed / _MEGA)} MB/s")
            if view.seconds_left is not None:
                parts.append(wait(view.seconds_left))
            return f"“{view.model}”: " + " · ".join(parts)
        case Fetch.STOPPED:
            return view.problem
        case Fetch.DELETED:
            instead = (
                tr(" “{model}” is used from now on.", model=view.used_now)
                if view.used_now not in ("", view.model)
                else ""
            )
            return tr(
                "“{model}” is deleted: {done} are free again.{instead}",
                model=view.model,
                done=size(view.done),
                instead=instead,
            )
        case Fetch.DONE:
            return tr("“{model}” is here, and in use from now on.", model=view.model)
