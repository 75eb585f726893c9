"""Filings from EDGAR, under the SEC's fair-access rules.

Requests carry the User-Agent that ``SUMMARIZER_USER_AGENT`` declares, are made at most five times a second, take
gzip, and are repeated with growing pauses where EDGAR is busy (429, 403, 5xx). What has been fetched once is
kept on disk (``SUMMARIZER_CACHE_DIR``, or ``~/.cache/summarizer``) and not asked for again: a filing never
changes. Source: https://www.sec.gov/os/accessing-edgar-data.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import re
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from pathlib import Path
from typing import IO, cast

from summarizer.errors import SourceError
from summarizer.filing.decoding import MAX_BYTES

EDGAR = "https://www.sec.gov"
REQUESTS_PER_SECOND = 5

_FOLDER = re.compile(r"/Archives/edgar/data/0*(\d{1,10})/(\d{10})-?(\d{2})-?(\d{6})(?=[/.-]|$)", re.IGNORECASE)
_ACCESSION = re.compile(r"(\d{10})-?(\d{2})-?(\d{6})")
_TRIES = 5
_LONGEST_PAUSE = 60.0
_TIMEOUT = 30.0
_UNDECLARED = b"Undeclared Automated Tool"  # EDGAR says so on a page of its own, at times with status 200


class Edgar:
    """A polite client of EDGAR; one instance keeps to the limit whatever number of threads share it."""

    def __init__(
        self,
        *,
        user_agent: str | None = None,
        base_url: str = EDGAR,
        cache: Path | None = None,
        pause: float = 1.0,
    ) -> None:
        """Take the User-Agent to declare, the cache folder (None: no cache) and the first pause in seconds."""
        self._user_agent = user_agent
        self._base = base_url.rstrip("/")
        self._cache = cache
        self._pause = pause
        self._lock = threading.Lock()
        self._next = 0.0
        self._opener = urllib.request.build_opener(_SameHost(urllib.parse.urlsplit(self._base).netloc))

    def filing(self, source: str) -> bytes:
        """Return the full submission that an address on EDGAR or an accession number names.

        Raises `SourceError` where the address is none of EDGAR's, where EDGAR has no such filing or refuses, and
        where no User-Agent is declared.
        """
        number = _ACCESSION.fullmatch(source)
        if number:
            return self._by_accession(*number.groups())
        return self._get(self._path(source))

    def _path(self, url: str) -> str:
        parts = urllib.parse.urlsplit(url)
        hosts = {urllib.parse.urlsplit(self._base).netloc, "www.sec.gov", "sec.gov"}
        if parts.netloc.lower() not in hosts:
            raise SourceError(f"{url} is not on EDGAR: give an address at www.sec.gov, or download the file")
        path = parts.path
        if path.startswith("/ix"):
            path = urllib.parse.parse_qs(parts.query).get("doc", [""])[0]
        match = _FOLDER.search(path)
        if match is None:
            raise SourceError(f"{url} names no filing: give the address of its index page, a document or its text")
        return _submission_path(match[1], *match.groups()[1:])

    def _by_accession(self, submitter: str, year: str, serial: str) -> bytes:
        with contextlib.suppress(_NotFoundError):
            return self._get(_submission_path(str(int(submitter)), submitter, year, serial))
        # The number begins with who sent the filing, often an agent; whose it is stands in EDGAR's index.
        dashed = f"{submitter}-{year}-{serial}"
        century = "19" if int(year) > 90 else "20"
        for quarter in range(1, 5):
            with contextlib.suppress(_NotFoundError):
                index = self._get(f"/Archives/edgar/full-index/{century}{year}/QTR{quarter}/form.gz")
                found = re.search(rf"edgar/data/(\d{{1,10}})/{dashed}".encode(), _gunzip(index))
                if found:
                    return self._get(_submission_path(found[1].decode(), submitter, year, serial))
        raise SourceError(f"EDGAR's index has no filing {dashed}: check the number, or give the filing's address")

    def _get(self, path: str) -> bytes:
        kept = self._cache / hashlib.sha256(f"{self._base}{path}".encode()).hexdigest() if self._cache else None
        if kept is not None:
            with contextlib.suppress(OSError):
                return kept.read_bytes()
        body = self._fetch(path)
        if kept is not None:
            _keep(kept, body)
        return body

    def _fetch(self, path: str) -> bytes:
        url = self._base + path
        agent = (self._user_agent or "").strip()
        if not agent or not agent.isprintable() or not agent.isascii():
            raise SourceError(
                'EDGAR asks who is calling: set SUMMARIZER_USER_AGENT to "your name or company, your e-mail address"'
            )
        headers = {"User-Agent": agent, "Accept-Encoding": "gzip"}
        reason, wait = "", self._pause
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(min(wait, _LONGEST_PAUSE))
                wait = max(wait, self._pause * 2**attempt)
            self._take_turn()
            try:
                request = urllib.request.Request(url, headers=headers)  # noqa: S310  (the host was checked)
                with self._opener.open(request, timeout=_TIMEOUT) as answer:
                    body = _read(answer, url)
                if _UNDECLARED not in body[:20000]:
                    return body
                reason = "it takes the User-Agent for an undeclared tool"
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == 404:
                        raise _NotFoundError(f"EDGAR has no {url}: check the address") from None
                    if error.code not in (403, 429) and error.code < 500:
                        raise SourceError(f"EDGAR answered {error.code} to {url}") from None
                    reason = f"it answered {error.code}"
                    with contextlib.suppress(TypeError, ValueError):
                        wait = float(cast(str, error.headers.get("Retry-After")))
            except (OSError, http.client.HTTPException, zlib.error) as error:
                if isinstance(error, SourceError):
                    raise
                reason = str(getattr(error, "reason", None) or error) or type(error).__name__
        raise SourceError(
            f"EDGAR did not give {url} in {_TRIES} tries ({reason}): wait ten minutes, and check SUMMARIZER_USER_AGENT"
        )

    def _take_turn(self) -> None:
        """Wait until the next request may go out."""
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + 1.0 / REQUESTS_PER_SECOND
        if start > now:
            time.sleep(start - now)


class _NotFoundError(SourceError):
    pass


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirections within EDGAR only."""

    def __init__(self, host: str) -> None:
        self._host = host

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urllib.parse.urlsplit(newurl).netloc != self._host:
            raise SourceError(f"EDGAR sent the request on to {newurl}: it was not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _submission_path(cik: str, submitter: str, year: str, serial: str) -> str:
    return f"/Archives/edgar/data/{cik}/{submitter}{year}{serial}/{submitter}-{year}-{serial}.txt"


def _read(answer: http.client.HTTPResponse, url: str) -> bytes:
    body = answer.read(MAX_BYTES + 1)
    if answer.headers.get("Content-Encoding") == "gzip":
        body = _gunzip(body)
    if len(body) > MAX_BYTES:
        raise SourceError(f"{url} is larger than {MAX_BYTES // 1_000_000} MB: it was not read")
    expected = answer.headers.get("Content-Length")
    if expected and answer.headers.get("Content-Encoding") is None and len(body) < int(expected):
        raise http.client.IncompleteRead(body)
    return body


def _gunzip(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    body = unpacker.decompress(data, MAX_BYTES + 1)
    if not unpacker.eof and len(body) <= MAX_BYTES:
        raise http.client.IncompleteRead(body)
    return body


def _keep(path: Path, body: bytes) -> None:
    """Write to the cache, whole or not at all; a cache that can't be written is no reason to stop."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            stream.write(body)
        os.replace(stream.name, path)


_shared: dict[tuple[str | None, str, str], Edgar] = {}
_shared_lock = threading.Lock()


def fetch(source: str) -> bytes:
    """Return the full submission behind an EDGAR address or accession number, as the environment says."""
    agent = os.environ.get("SUMMARIZER_USER_AGENT")
    base = os.environ.get("SUMMARIZER_EDGAR_URL") or EDGAR
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.environ.get("SUMMARIZER_CACHE_DIR") or os.path.join(home, "summarizer")
    with _shared_lock:
        client = _shared.setdefault(
            (agent, base, folder), Edgar(user_agent=agent, base_url=base, cache=Path(folder) / "edgar")
        )
    return client.filing(source)
