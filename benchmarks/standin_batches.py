"""Files and batches, as OpenAI's Batch API has them, for the stand-in of `standin.py`: in memory, with faults.

A batch goes on by one state with every so many looks at it, or at once by ``POST /advance``: validating, in_progress,
finalizing, completed. What becomes of a line is drawn for its request and attempt, as it is for a live request.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qs

from benchmarks.standin_answers import Known

Body = dict[str, Any]
Reply = tuple[int, bytes]
ENDPOINT = "/v1/chat/completions"
OPEN = ("validating", "in_progress", "finalizing", "cancelling")
NEXT = {
    "validating": "in_progress",
    "in_progress": "finalizing",
    "finalizing": "completed",
    "cancelling": "cancelled",
}
LOST = {  # what a line says that was not executed
    "batch_expired": "This request could not be executed before the completion window expired.",
    "batch_cancelled": "This request was not executed because the batch was cancelled.",
}


@dataclass(frozen=True)
class BatchFaults:
    """What goes wrong with batches: shares of the lines, unless said otherwise.

    ``failed`` lines end with status 500 in the error file; ``expired`` ones make the batch expire; ``lost`` ones are in
    neither file; ``duplicated`` ones come twice; ``no_json``, ``off_schema``, ``cut_off`` and ``refused`` are answered
    so. ``shuffled`` changes the order of the lines. ``invalid`` is how many of the first batches fail their validation,
    ``unheard`` how many of the first are made, but the connection ends before the answer. ``polls`` is how many looks
    move a batch on by a state (0: only ``POST /advance`` does). ``max_lines`` and ``max_bytes`` limit a file,
    ``max_tokens`` what is enqueued in all.
    """

    failed: float = 0.0
    expired: float = 0.0
    lost: float = 0.0
    duplicated: float = 0.0
    no_json: float = 0.0
    off_schema: float = 0.0
    cut_off: float = 0.0
    refused: float = 0.0
    shuffled: bool = False
    invalid: int = 0
    unheard: int = 0
    polls: int = 1
    max_lines: int = 50_000
    max_bytes: int = 200_000_000
    max_tokens: int = 0
    seed: int = 0

    def drawn(self, name: str, attempt: int) -> str:
        """Return what becomes of a line."""
        place = Random(f"{self.seed}:{name}:{attempt}").random()  # noqa: S311
        for share in ("failed", "expired", "lost", "no_json", "off_schema", "cut_off", "refused"):
            place -= getattr(self, share)
            if place < 0:
                return share
        return "answered"


@dataclass
class _Batch:
    """A batch as it is told, and what is not told of it."""

    shown: Body
    looks: int = 0
    tokens: int = 0
    lines: list[Body] = field(default_factory=list)


class Batches:
    """The files and batches.

    ``find`` names a request and finds its answer, ``enter`` counts it as it comes and, with an outcome, as it leaves;
    ``complete`` makes the completion.
    """

    def __init__(
        self,
        find: Callable[[Body], Known],
        enter: Callable[[str, str], int],
        complete: Callable[[str, str, str, int, int], Body],
        faults: BatchFaults,
    ) -> None:
        self.find, self.enter, self.complete, self.faults = find, enter, complete, faults
        self.files: dict[str, tuple[Body, bytes]] = {}
        self.batches: dict[str, _Batch] = {}

    def reply(self, method: str, path: str, query: str, head: bytes, body: bytes) -> Reply | None:
        """Answer a request; None where the connection is to end without an answer."""
        parts = path.removeprefix("/v1").strip("/").split("/")
        known = {
            ("POST", "files", 1): lambda: self._upload(head, body),
            ("GET", "files", 1): lambda: _told(_list([one for one, _ in self.files.values()], query)),
            ("GET", "files", 2): lambda: self._file(parts[1], "told"),
            ("GET", "files", 3): lambda: self._file(parts[1], "content"),
            ("DELETE", "files", 2): lambda: self._file(parts[1], "deleted"),
            ("POST", "batches", 1): lambda: self._create(body),
            ("GET", "batches", 1): lambda: _told(_list([one.shown for one in self.batches.values()], query)),
            ("GET", "batches", 2): lambda: self._look(parts[1]),
            ("POST", "batches", 3): lambda: self._cancel(parts[1]),
            ("POST", "advance", 1): self._advance_all,
        }
        action: Callable[[], Reply | None] | None = known.get((method, parts[0], len(parts)))
        return action() if action else _refused(404, f"Invalid URL ({method} {path})")

    # -- files ---------------------------------------------------------------------------------------------------------

    def _upload(self, head: bytes, body: bytes) -> Reply:
        boundary = re.search(rb'(?i)boundary="?([^";\r\n]+)', head)
        found: dict[str, bytes] = {}
        name = ""
        for part in body.split(b"--" + boundary[1]) if boundary else ():
            told, _, data = part.partition(b"\r\n\r\n")
            if field_ := re.search(rb'[; ]name="([^"]*)"', told):
                found[field_[1].decode()] = data.removesuffix(b"\r\n")
                if file := re.search(rb'filename="([^"]*)"', told):
                    name = file[1].decode()
        if "file" not in found or found.get("purpose") != b"batch":
            return _refused(400, "a file and the purpose 'batch' are required")
        if len(found["file"]) > self.faults.max_bytes:
            return _refused(413, "Maximum content size limit exceeded")
        return _told(self._keep(name, "batch", found["file"]))

    def _keep(self, name: str, purpose: str, data: bytes) -> Body:
        shown = {
            "id": f"file-{len(self.files) + 1:06}{hashlib.sha256(data).hexdigest()[:12]}",
            "object": "file",
            "bytes": len(data),
            "created_at": int(time.time()),
            "filename": name,
            "purpose": purpose,
            "status": "processed",
        }
        self.files[str(shown["id"])] = shown, data
        return shown

    def _file(self, name: str, wanted: str) -> Reply:
        if name not in self.files:
            return _refused(404, f"No such File object: {name}")
        shown, data = self.files[name]
        if wanted == "deleted":
            del self.files[name]
            return _told({"id": name, "object": "file", "deleted": True})
        return (200, data) if wanted == "content" else _told(shown)

    # -- batches -------------------------------------------------------------------------------------------------------

    def _create(self, body: bytes) -> Reply | None:
        asked: Body = json.loads(body)
        file = asked.get("input_file_id")
        if file not in self.files:
            return _refused(400, f"Invalid input_file_id: {file}")
        if asked.get("endpoint") != ENDPOINT or asked.get("completion_window") != "24h":
            return _refused(400, f"only the endpoint {ENDPOINT} and the completion window 24h are supported")
        shown = {
            "id": f"batch_{len(self.batches) + 1:06}",
            "object": "batch",
            "endpoint": ENDPOINT,
            "errors": None,
            "input_file_id": file,
            "completion_window": "24h",
            "status": "validating",
            "output_file_id": None,
            "error_file_id": None,
            "created_at": int(time.time()),
            "expires_at": int(time.time()) + 86_400,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            "metadata": asked.get("metadata"),
        }
        self.batches[str(shown["id"])] = _Batch(shown)
        return None if len(self.batches) <= self.faults.unheard else _told(shown)

    def _look(self, name: str) -> Reply:
        if name not in self.batches:
            return _refused(404, f"No batch found with id '{name}'.")
        batch = self.batches[name]
        batch.looks += 1
        if self.faults.polls and batch.looks % self.faults.polls == 0:
            self._advance(batch)
        return _told(batch.shown)

    def _cancel(self, name: str) -> Reply:
        if name not in self.batches:
            return _refused(404, f"No batch found with id '{name}'.")
        batch = self.batches[name]
        if batch.shown["status"] not in OPEN:
            return _refused(409, f"Cannot cancel a batch with status '{batch.shown['status']}'.")
        _enter_state(batch, "cancelling")
        return _told(batch.shown)

    def _advance_all(self) -> Reply:
        for batch in self.batches.values():
            self._advance(batch)
        return _told({"statuses": {name: batch.shown["status"] for name, batch in self.batches.items()}})

    def _advance(self, batch: _Batch) -> None:
        """Move a batch on by one state."""
        status = batch.shown["status"]
        if status == "validating" and (errors := self._errors(batch)):
            batch.shown["errors"] = {"object": "list", "data": errors}
            batch.lines = []
            _enter_state(batch, "failed")
        elif status == "finalizing":
            _enter_state(batch, "expired" if self._finish(batch, "batch_expired") else "completed")
        elif status == "cancelling":
            self._finish(batch, "batch_cancelled")
            _enter_state(batch, "cancelled")
        elif status in NEXT:
            _enter_state(batch, NEXT[status])

    def _errors(self, batch: _Batch) -> list[Body]:
        """Return what is wrong with the file of a batch, and take in its lines."""
        if int(batch.shown["id"].rpartition("_")[2]) <= self.faults.invalid:
            return [_wrong("invalid_json_line", "This line is not parseable as valid JSON.", 1)]
        data = self.files[batch.shown["input_file_id"]][1]
        found: list[Body] = []
        seen: set[str] = set()
        for number, line in enumerate(data.splitlines(), 1):
            try:
                one = json.loads(line)
                complete = {"custom_id", "method", "url", "body"} <= one.keys()
            except (ValueError, AttributeError):
                found.append(_wrong("invalid_json_line", "This line is not parseable as valid JSON.", number))
                continue
            if not complete or not isinstance(one["body"], dict):
                found.append(_wrong("missing_required_parameter", "A required parameter is missing.", number))
            elif one["custom_id"] in seen:
                found.append(_wrong("duplicate_custom_id", "The custom_id is already used in this file.", number))
            elif one["method"] != "POST" or one["url"] != ENDPOINT:
                found.append(_wrong("invalid_url", "The URL does not match the batch's endpoint.", number))
            else:
                seen.add(one["custom_id"])
                batch.lines.append(one)
        if not data.strip():
            return [_wrong("empty_file", "The input file is empty.")]
        if len(batch.lines) > self.faults.max_lines:
            return [_wrong("too_many_tasks", f"The file holds more than {self.faults.max_lines} requests.")]
        if len({one["body"].get("model") for one in batch.lines}) > 1:
            found.append(_wrong("mismatched_model", "All requests of a batch have to be for one model."))
        batch.tokens = len(data) // 4
        enqueued = sum(one.tokens for one in self.batches.values() if one.shown["status"] in OPEN)
        if self.faults.max_tokens and enqueued > self.faults.max_tokens:
            batch.tokens = 0
            limit = f"Enqueued token limit reached. Limit: {self.faults.max_tokens:,} enqueued tokens."
            return [_wrong("token_limit_exceeded", f"{limit} Please try again once some batches have been completed.")]
        batch.shown["request_counts"]["total"] = len(batch.lines)
        return found

    def _finish(self, batch: _Batch, why: str) -> bool:
        """Write the files of a batch, and return whether lines were not executed."""
        outputs: list[str] = []
        errors: list[str] = []
        unexecuted = False
        for line in batch.lines:
            name, _, text = self.find(line["body"])
            attempt = self.enter(name, "")
            outcome = "failed" if text is None else self.faults.drawn(name, attempt)
            if why == "batch_cancelled":
                outcome = "expired"
            unexecuted |= outcome == "expired"
            self.enter(name, outcome)
            told = {"id": f"batch_req_{name[:16]}{attempt}", "custom_id": line["custom_id"]}
            if outcome == "expired":
                errors.append(json.dumps({**told, "response": None, "error": {"code": why, "message": LOST[why]}}))
            elif outcome == "failed":
                wrong = {"message": "The server had an error", "type": "server_error", "param": None, "code": None}
                errors.append(_line(told, 500, {"error": wrong}))
            elif outcome != "lost":
                body = self.complete(name, text or "", outcome, len(json.dumps(line["body"])), attempt)
                outputs.append(_line(told, 200, body))
                if Random(f"{self.faults.seed}:{name}:twice").random() < self.faults.duplicated:  # noqa: S311
                    outputs.append(outputs[-1])
        if self.faults.shuffled:
            Random(self.faults.seed).shuffle(outputs)  # noqa: S311
        batch.shown["request_counts"].update(completed=len(outputs), failed=len(errors))
        for kind, lines in (("output", outputs), ("error", errors)):
            if lines:
                data = ("\n".join(lines) + "\n").encode()
                kept = self._keep(f"{batch.shown['id']}_{kind}.jsonl", "batch_output", data)
                batch.shown[f"{kind}_file_id"] = kept["id"]
        return unexecuted


def _enter_state(batch: _Batch, status: str) -> None:
    batch.shown["status"] = status
    batch.shown[f"{status}_at"] = int(time.time())
    if status not in OPEN:
        batch.tokens = 0


def _line(told: Body, status: int, body: Body) -> str:
    response = {"status_code": status, "request_id": f"req_{told['id']}", "body": body}
    return json.dumps({**told, "response": response, "error": None})


def _wrong(code: str, message: str, line: int | None = None) -> Body:
    return {"code": code, "message": message, "param": None, "line": line}


def _list(data: list[Body], query: str) -> Body:
    """Return a page of a list, the newest first."""
    asked = parse_qs(query)
    newest = data[::-1]
    after = asked.get("after", [""])[0]
    start = next((place + 1 for place, one in enumerate(newest) if one["id"] == after), 0)
    page = newest[start : start + int(asked.get("limit", ["20"])[0])]
    ends = {"first_id": page[0]["id"] if page else None, "last_id": page[-1]["id"] if page else None}
    return {"object": "list", "data": page, **ends, "has_more": start + len(page) < len(newest)}


def _told(body: Body) -> Reply:
    return 200, json.dumps(body).encode()


def _refused(status: int, message: str) -> Reply:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return status, json.dumps({"error": error}).encode()
