"""Downloads from a real server on loopback, with the faults that networks have."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from desktop.speech.download import Download, Progress
from desktop.speech.errors import DownloadCancelled, DownloadError, DownloadStalled
from desktop.speech.models import Model

BODY = bytes(range(256)) * 8192  # 2 MB


@dataclass
class Site:
    url: str
    ranges: list[str | None] = field(default_factory=list)
    stop_after: int | None = None  # says nothing more after so many bytes
    cut_after: int | None = None  # closes the connection after so many bytes
    ranged: bool = True
    go_on: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class LocalModel(Model):
    address: str = ""

    @property
    def url(self) -> str:
        return self.address


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._head(0)

        def do_GET(self) -> None:
            wished = self.headers.get("Range")
            made.ranges.append(wished)
            start = int(wished.removeprefix("bytes=").rstrip("-")) if wished and made.ranged else 0
            self._head(start)
            body = BODY[start:]
            limit = made.stop_after if made.stop_after is not None else made.cut_after
            try:
                self.wfile.write(body if limit is None else body[:limit])
                if made.stop_after is not None:
                    made.go_on.wait(20)
            except OSError:
                pass
            self.close_connection = True

        def _head(self, start: int) -> None:
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(BODY) - start))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Site(f"http://127.0.0.1:{server.server_port}/model.pt")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.go_on.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def model(site: Site) -> Model:
    return LocalModel("tiny.en", len(BODY), hashlib.sha256(BODY).hexdigest(), "tiny.en.pt", site.url)


def test_size_is_known_before_and_progress_while(site, model, tmp_path):
    seen: list[Progress] = []
    download = Download(model, tmp_path, on_progress=seen.append)
    assert download.size() == len(BODY)
    assert download.run().read_bytes() == BODY
    assert (seen[-1].done, seen[-1].total) == (len(BODY), len(BODY))
    assert seen[-1].speed > 0
    assert not download.part.exists()


def test_a_broken_connection_is_resumed_where_it_broke(site, model, tmp_path):
    site.cut_after = 1_000_000
    with pytest.raises(DownloadError, match="cannot be reached"):
        Download(model, tmp_path).run()
    site.cut_after = None
    assert Download(model, tmp_path).run().read_bytes() == BODY
    assert site.ranges == [None, "bytes=1000000-"]


def test_a_site_without_ranges_starts_over(site, model, tmp_path):
    site.cut_after = 1_000_000
    with pytest.raises(DownloadError):
        Download(model, tmp_path).run()
    site.cut_after, site.ranged = None, False
    assert Download(model, tmp_path).run().read_bytes() == BODY


def test_cancel_keeps_what_has_come(site, model, tmp_path):
    download = Download(model, tmp_path, stall=20)
    site.stop_after = 1_500_000
    failed: list[BaseException] = []

    def run() -> None:
        try:
            download.run()
        except DownloadCancelled as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while not download.part.exists() or not download.part.stat().st_size:
        thread.join(0.01)
    download.cancel()
    thread.join(10)
    assert failed
    assert download.part.stat().st_size > 0
    assert not download.target.exists()


def test_a_stall_is_given_up_and_kept(site, model, tmp_path):
    site.stop_after = 1_200_000
    download = Download(model, tmp_path, stall=1.5)
    with pytest.raises(DownloadStalled, match="go on from here"):
        download.run()
    assert download.part.stat().st_size > 0


def test_what_is_not_the_model_is_deleted(site, model, tmp_path):
    wrong = LocalModel("tiny.en", len(BODY), "0" * 64, "tiny.en.pt", site.url)
    download = Download(wrong, tmp_path)
    with pytest.raises(DownloadError, match="not the model"):
        download.run()
    assert not download.target.exists()
    assert not download.part.exists()


def test_the_proxy_of_the_environment_is_used(site, model, tmp_path, monkeypatch):
    monkeypatch.setenv("http_proxy", site.url.removesuffix("/model.pt"))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    elsewhere = LocalModel("tiny.en", len(BODY), model.sha256, "tiny.en.pt", "http://models.example/model.pt")
    assert Download(elsewhere, tmp_path).run().read_bytes() == BODY
