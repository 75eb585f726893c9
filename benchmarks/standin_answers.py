"""What a stand-in answers, and what goes wrong with it: see `standin.py`."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from summarizer.exchanges import request_key

Body = dict[str, Any]
SHARES = ("limited", "failed", "dropped", "slow", "malformed", "cut_off", "refused")
MALFORMED = ("no_json", "off_schema", "broken_body")
PAID = ("answered", "no_json", "off_schema", "broken_body", "cut_off", "refused")


# -- what is answered --------------------------------------------------------------------------------------------------


def raw_digest(raw: bytes) -> str:
    """Return the digest of a request as it comes."""
    return hashlib.sha256(raw).hexdigest()


def question(body: Body) -> str:
    """Return the digest of what is asked for, which a request that asks again for the same thing shares."""
    form = body.get("response_format", {}).get("json_schema", {}).get("name", "")
    first = next((one["content"] for one in body.get("messages", ()) if one.get("role") == "user"), "")
    return hashlib.sha256(f"{form}\n{first}".encode()).hexdigest()


class Known(NamedTuple):
    """A request: its name, the `question` in it, and the text that answers it, where there is one."""

    name: str
    asked: str
    text: str | None


@dataclass
class Answers:
    """What to answer: a text for each `question`, and the names and questions of requests whose bytes are known.

    Other requests are read and named by `request_key`, and then known; ``other`` may answer what is not in the table.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    other: Callable[[Body], str | None] | None = None
    read: int = 0  # requests that had to be read to be known

    @classmethod
    def load(cls, path: Path) -> Answers:
        """Read what `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["texts"], {raw: (name, asked) for raw, (name, asked) in data["known"].items()})

    def save(self, path: Path) -> None:
        """Write the table into a file."""
        path.write_text(json.dumps({"texts": dict(self.texts), "known": self.known}), encoding="utf-8")

    def find(self, raw: bytes) -> Known:
        """Return what is known of a request as it comes."""
        digest = raw_digest(raw)
        if digest in self.known:
            name, asked = self.known[digest]
            return Known(name, asked, self.texts.get(asked))
        known = self.of(json.loads(raw))
        if known.asked in self.texts:
            self.known[digest] = known.name, known.asked
        return known

    def of(self, body: Body) -> Known:
        """Return what is known of a request that is read."""
        self.read += 1
        name, asked = request_key(f"openai/{body.get('model')}", body), question(body)
        text = self.texts.get(asked)
        return Known(name, asked, self.other(body) if text is None and self.other else text)


# -- what goes wrong ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Faults:
    """How large a share of the requests meets each fault.

    ``script`` says it for the first times that each question is asked. ``limited`` is status 429 with a Retry-After of
    ``retry_after`` seconds, in one of the two forms there are; ``failed`` 500; ``dropped`` a connection that ends
    before or within the answer; ``slow`` an answer only after ``slow_seconds``; ``malformed`` one of `MALFORMED`;
    ``cut_off`` the first half, ended for its length. Above ``rate`` requests or ``token_rate`` tokens a second, 429 is
    what any request gets; ``burst`` seconds are saved up.
    """

    limited: float = 0.0
    failed: float = 0.0
    dropped: float = 0.0
    slow: float = 0.0
    malformed: float = 0.0
    cut_off: float = 0.0
    refused: float = 0.0
    seed: int = 0
    script: tuple[str, ...] = ()
    retry_after: float = 1.0
    slow_seconds: float = 60.0
    rate: float = 0.0
    token_rate: float = 0.0
    burst: float = 1.0

    def drawn(self, name: str, attempt: int, turn: int = 1) -> tuple[str, int]:
        """Return what becomes of an attempt at a request, and a number to choose its form by.

        ``turn`` is how often its question was asked, in whatever words; both count from 1.
        """
        lot = hashlib.sha256(f"{self.seed}:{name}:{attempt}".encode()).digest()
        form = lot[8]
        if turn <= len(self.script):
            outcome = self.script[turn - 1]
        else:
            place, outcome = int.from_bytes(lot[:8], "big") / 2**64, "answered"
            for share in SHARES:
                place -= getattr(self, share)
                if place < 0:
                    outcome = share
                    break
        return MALFORMED[form % len(MALFORMED)] if outcome == "malformed" else outcome, form


def error(message: str, code: str) -> bytes:
    """Return an error as OpenAI's endpoint words it."""
    return json.dumps({"error": {"message": message, "type": code, "param": None, "code": code}}).encode()


def completion(name: str, text: str, outcome: str, size: int, attempt: int) -> Body:
    """Return a chat completion with this text, or with what the outcome makes of it; ``size`` is the request's."""
    message: Body = {"role": "assistant", "content": text, "refusal": None}
    if outcome == "no_json":
        message["content"] = "Here is the summary that you asked for: " + text[: len(text) // 3]
    elif outcome == "off_schema":
        message["content"] = json.dumps({"answer": text[:40]})
    elif outcome == "cut_off":
        message["content"] = text[: len(text) // 2]
    elif outcome == "refused":
        message.update(content=None, refusal="I can't help with that.")
    sizes = {"prompt_tokens": size // 4, "completion_tokens": len(message["content"] or "") // 4 + 1}
    return {
        "id": f"chatcmpl-{name[:16]}-{attempt}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "stand-in",
        "choices": [
            {"index": 0, "message": message, "finish_reason": "length" if outcome == "cut_off" else "stop"},
        ],
        "usage": {**sizes, "total_tokens": sum(sizes.values()), "prompt_tokens_details": {"cached_tokens": 0}},
    }
