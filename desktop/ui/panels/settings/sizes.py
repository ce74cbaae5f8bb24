"""Bytes, speeds and waits in words. Knows no Qt."""

from __future__ import annotations

from desktop.ui.speech_port import DownloadView, Fetch

_MEGA, _GIGA = 1e6, 1e9


def size(amount: float) -> str:
    """`145 MB`, `1.5 GB`."""
    return f"{amount / _GIGA:.1f} GB" if amount >= _GIGA else f"{amount / _MEGA:.0f} MB"


def wait(seconds: float) -> str:
    """`40 s left`, `3 min left`."""
    return f"{max(1, round(seconds))} s left" if seconds < 90 else f"{round(seconds / 60)} min left"


def status(view: DownloadView) -> str:
    """One sentence about a download."""
    match view.state:
        case Fetch.ASKING:
            return f"Asking {view.site} how large “{view.model}” is…"
        case Fetch.OFFERED if view.done:
            rest = f"{size(view.done)} of {size(view.total)} are here already"
            return f"“{view.model}” comes from {view.site}; {rest}."
        case Fetch.OFFERED:
            return f"“{view.model}” comes from {view.site} and takes {size(view.total)}."
        case Fetch.RUNNING:
            parts = [f"{size(view.done)} of {size(view.total)}"]
            if view.speed > 0:
                parts.append(f"{view.speed / _MEGA:.1f} MB/s")
            if view.seconds_left is not None:
                parts.append(wait(view.seconds_left))
            return f"“{view.model}”: " + " · ".join(parts)
        case Fetch.STOPPED:
            return view.problem
        case Fetch.DELETED:
            instead = f" “{view.used_now}” is used from now on." if view.used_now not in ("", view.model) else ""
            return f"“{view.model}” is deleted: {size(view.done)} are free again.{instead}"
        case Fetch.DONE:
            return f"“{view.model}” is here, and in use from now on."
