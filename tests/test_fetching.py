"""EDGAR under its fair-access rules, against a server on this machine that answers as EDGAR does."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import SourceError
from summarizer.fetching import Edgar
from summarizer.reading import read_filing
from tests.filings import form, submission

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

AGENT = "Quarrywood Research research@example.com"
FOLDER = "/Archives/edgar/data/9876543/000999999909000123"
TEXT = f"{FOLDER}/0009999999-09-000123.txt"
SUBMISSION = submission(("8-K", form())).encode()


class FakeEdgar(ThreadingHTTPServer):
    """Answers as EDGAR does; ``faults`` are given out before the page itself."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, bytes] = {TEXT: SUBMISSION}
        self.faults: list[int | str] = []
        self.requests: list[tuple[float, str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: FakeEdgar

    def do_GET(self) -> None:
        self.server.requests.append((time.monotonic(), self.path, dict(self.headers)))
        fault = self.server.faults.pop(0) if self.server.faults else None
        body = self.server.pages.get(self.path)
        if "@" not in self.headers.get("User-Agent", ""):
            self.answer(403, b"declare your traffic")
        elif fault == "undeclared":
            self.answer(200, b"<html>Your Request Originates from an Undeclared Automated Tool</html>")
        elif fault == "hang up":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
        elif fault == "away":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.2/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif fault == "half gzip":
            self.answer(200, gzip.compress(SUBMISSION)[:-50], packed=True)
        elif isinstance(fault, int):
            self.answer(fault, b"busy")
        elif body is None:
            self.answer(404, b"NoSuchKey")
        else:
            self.answer(200, gzip.compress(body), packed=True)

    def answer(self, status: int, body: bytes, *, packed: bool = False) -> None:
        self.send_response(status)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if status == 429:
            self.send_header("Retry-After", "0.02")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def server() -> Iterator[FakeEdgar]:
    with FakeEdgar() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def edgar(server: FakeEdgar, tmp_path: Path) -> Edgar:
    return Edgar(user_agent=AGENT, base_url=server.url, cache=tmp_path / "cache", pause=0.01)


@pytest.mark.parametrize(
    "path",
    [
        TEXT,
        f"{FOLDER}/0009999999-09-000123-index.html",
        f"{FOLDER}/0009999999-09-000123-index.htm",
        f"{FOLDER}/d8k.htm",
        f"{FOLDER}/",
        FOLDER,
        f"/ix?doc={FOLDER}/d8k.htm",
        f"/ix.xhtml?doc={FOLDER}/d8k.htm",
        "/Archives/edgar/data/0009876543/0009999999-09-000123.txt",
    ],
)
def test_every_address_of_a_filing_gives_its_submission(edgar: Edgar, server: FakeEdgar, path: str) -> None:
    assert edgar.filing(server.url + path) == SUBMISSION
    assert [request[1] for request in server.requests] == [TEXT]


def test_addresses_at_sec_gov_are_taken(edgar: Edgar) -> None:
    assert edgar.filing(f"https://www.sec.gov{FOLDER}/d8k.htm") == SUBMISSION


@pytest.mark.parametrize("number", ["0009999999-09-000123", "000999999909000123"])
def test_accession_number_of_an_agents_filing_is_found_in_the_index(
    edgar: Edgar, server: FakeEdgar, number: str
) -> None:
    line = b"8-K  QUARRYWOOD OPTICS INC  9876543  2009-03-06  edgar/data/9876543/0009999999-09-000123.txt\n"
    server.pages["/Archives/edgar/full-index/2009/QTR1/form.gz"] = gzip.compress(line)
    assert edgar.filing(number) == SUBMISSION


def test_accession_number_of_the_filers_own(edgar: Edgar, server: FakeEdgar) -> None:
    own = "/Archives/edgar/data/9876543/000987654309000007/0009876543-09-000007.txt"
    server.pages[own] = SUBMISSION
    assert edgar.filing("0009876543-09-000007") == SUBMISSION
    assert [request[1] for request in server.requests] == [own]


def test_accession_number_that_does_not_exist(edgar: Edgar) -> None:
    with pytest.raises(SourceError, match="no filing 0009999999-09-000999"):
        edgar.filing("0009999999-09-000999")


def test_request_declares_who_asks_and_takes_gzip(edgar: Edgar, server: FakeEdgar) -> None:
    edgar.filing(server.url + TEXT)
    headers = server.requests[0][2]
    assert headers["User-Agent"] == AGENT
    assert headers["Accept-Encoding"] == "gzip"


def test_no_second_request_for_what_the_cache_holds(edgar: Edgar, server: FakeEdgar, tmp_path: Path) -> None:
    edgar.filing(server.url + TEXT)
    edgar.filing(f"{server.url}{FOLDER}/d8k.htm")
    later = Edgar(user_agent=None, base_url=server.url, cache=tmp_path / "cache")
    assert later.filing(server.url + TEXT) == SUBMISSION
    assert len(server.requests) == 1


def test_cache_that_cannot_be_written_is_no_reason_to_stop(server: FakeEdgar, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    edgar = Edgar(user_agent=AGENT, base_url=server.url, cache=tmp_path / "file" / "cache")
    assert edgar.filing(server.url + TEXT) == SUBMISSION


@pytest.mark.parametrize("fault", [403, 429, 500, 503, "undeclared", "hang up", "half gzip"])
def test_faults_that_pass_are_waited_out(edgar: Edgar, server: FakeEdgar, fault: int | str) -> None:
    server.faults = [fault, fault]
    assert edgar.filing(server.url + TEXT) == SUBMISSION
    assert len(server.requests) == 3


def test_faults_that_last_are_reported(server: FakeEdgar) -> None:
    server.faults = [429] * 50
    edgar = Edgar(user_agent=AGENT, base_url=server.url, pause=0.001)
    with pytest.raises(SourceError, match=r"in 5 tries \(it answered 429\)"):
        edgar.filing(server.url + TEXT)
    assert len(server.requests) == 5


def test_what_edgar_has_not_is_asked_for_once(edgar: Edgar, server: FakeEdgar) -> None:
    with pytest.raises(SourceError, match="EDGAR has no"):
        edgar.filing(f"{server.url}/Archives/edgar/data/1/000999999909000124/d8k.htm")
    assert len(server.requests) == 1


def test_redirections_are_followed_within_edgar_only(edgar: Edgar, server: FakeEdgar) -> None:
    server.faults = ["away"]
    with pytest.raises(SourceError, match="was not followed"):
        edgar.filing(server.url + TEXT)


@pytest.mark.parametrize(
    "url", ["https://example.com/8k.htm", "http://localhost/Archives/edgar/data/1/000999999909000124/"]
)
def test_other_hosts_are_refused(edgar: Edgar, url: str) -> None:
    with pytest.raises(SourceError, match="is not on EDGAR"):
        edgar.filing(url)


def test_address_of_no_filing(edgar: Edgar, server: FakeEdgar) -> None:
    with pytest.raises(SourceError, match="names no filing"):
        edgar.filing(f"{server.url}/cgi-bin/browse-edgar?company=quarrywood")


def test_at_most_five_requests_a_second(server: FakeEdgar) -> None:
    edgar = Edgar(user_agent=AGENT, base_url=server.url)
    threads = [threading.Thread(target=edgar.filing, args=(server.url + TEXT,)) for _ in range(7)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # The seventh may not go out before six fifths of a second; a busy machine only makes it later.
    assert len(server.requests) == 7
    assert max(request[0] for request in server.requests) - started >= 1.2


@pytest.mark.parametrize("agent", [None, "", "two\nlines"])
def test_undeclared_callers_are_told_what_to_set(server: FakeEdgar, agent: str | None) -> None:
    with pytest.raises(SourceError, match="set SUMMARIZER_USER_AGENT"):
        Edgar(user_agent=agent, base_url=server.url).filing(server.url + TEXT)
    assert server.requests == []


def test_sources_that_are_addresses_are_fetched(
    server: FakeEdgar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_USER_AGENT", AGENT)
    monkeypatch.setenv("SUMMARIZER_EDGAR_URL", server.url)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    filing = read_filing(f"https://www.sec.gov/ix?doc={FOLDER}/d8k.htm")
    assert filing.info.accession_number == "0009999999-09-000123"
    assert filing.info.registrant.name == "Quarrywood Optics, Inc."
    read_filing(f"{server.url}{FOLDER}/0009999999-09-000123-index.html")
    assert len(server.requests) == 1


def test_files_are_read_without_any_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "0009999999-09-000123").write_text(form())
    monkeypatch.chdir(tmp_path)
    assert read_filing("0009999999-09-000123").source == "0009999999-09-000123"
