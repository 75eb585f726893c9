"""What is asked of a model about made filings, and what it answers: for the stand-in, and for a bare loop.

    python benchmarks/dialogues.py FILE [--count N] [--from N] [--seed N] [--processes N]

FILE is what `standin.py` answers from. The stages run dry: they are given what a model without a fault says, which is
the built-in extractor's proposal, and its brief less the sentences that a model would be told to put into its own
words; so a summary takes two questions and no repair. The rest of a request, its schema and whatever a client puts in,
is taken from two requests that were really sent.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.made import made
from benchmarks.standin import standing_in
from benchmarks.standin_answers import Answers, question, raw_digest
from summarizer import Filing, Options, Summary, briefing, read_filing, summarize, wording
from summarizer.drafts import BriefDraft, BriefParagraphDraft, BriefSentence, Draft
from summarizer.exchanges import request_key
from summarizer.extraction import rules
from summarizer.extraction.exchange import Answer, Request
from summarizer.extraction.prices import Price
from summarizer.models import CallRecord
from summarizer.prose import Support
from summarizer.stages import stages
from summarizer.verification.checks import verify

MODEL = "openai/stand-in"
ROOT = Path(__file__).resolve().parents[1]
Body = dict[str, Any]


def replies(filing: Filing) -> tuple[Draft, BriefDraft]:
    """Return the deals and events of a filing as a model points at them, and the brief that it writes of them."""
    draft = rules.propose(filing)
    verified = verify(filing, draft)
    brief = wording.write(filing.info, verified.deals, verified.events)
    facts = briefing.known_facts(filing.info, verified.deals, verified.events)
    source = Support.of(filing.text(paragraph) for paragraph in filing.passages())
    kept, faults = briefing.check(brief, facts, source)
    told = _kept(brief, {sentence.text for paragraph in kept.paragraphs for sentence in paragraph.sentences})
    # What stood in a sentence of the filing's own words only, which a model may not copy.
    left_out = [fault.text.split(": ", 1) for fault in faults if fault.kind == "omission"]
    more = [BriefSentence(text=f"If all holds, there is a {label}.", supports=[id_]) for id_, label in left_out]
    told.paragraphs.extend([BriefParagraphDraft(sentences=more)] if more else [])
    return draft, told


def _kept(brief: BriefDraft, texts: set[str]) -> BriefDraft:
    paragraphs = [
        {"sentences": [sentence.model_dump() for sentence in paragraph.sentences if sentence.text in texts]}
        for paragraph in brief.paragraphs
    ]
    return BriefDraft.model_validate(
        {"title": brief.title, "paragraphs": [paragraph for paragraph in paragraphs if paragraph["sentences"]]}
    )


@dataclass(frozen=True)
class Exchange:
    """A request's body as it is sent, and the text that answers it."""

    body: Body
    text: str

    @property
    def raw(self) -> bytes:
        """The body as OpenAI's package writes it."""
        return json.dumps(self.body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def dialogue(number: int, seed: int = 0) -> tuple[list[Exchange], Summary]:
    """Return what is asked about a made filing, and its summary; it takes two questions, or this fails."""
    filing = read_filing(made(number, seed).source)
    exchanges: list[Exchange] = []
    work = stages(filing, MODEL, Options(), Price(None, "stand-in"))
    request: Request[Any] = next(work)
    for answer in replies(filing):
        if not isinstance(answer, request.response_model):
            raise ValueError(f"filing {number} is asked about for {request.purpose}")
        exchanges.append(Exchange(_body(request), answer.model_dump_json()))
        record = CallRecord(purpose=request.purpose, attempts=1, input_tokens=0, output_tokens=0, seconds=0)
        try:
            request = work.send(Answer(answer, record))
        except StopIteration as stop:
            return exchanges, stop.value
    raise ValueError(f"filing {number} takes a third question, for {request.purpose}")


def _body(request: Request[Any]) -> Body:
    form = _sent()[request.response_model.__name__]
    if [one["role"] for one in form["messages"]] != [one.role for one in request.messages]:
        raise ValueError(f"a request for {request.purpose} is sent in another form than it is made")
    messages = [
        dict(form["messages"][0]),  # the same for every filing, and the client may have put more into it
        *({"role": one.role, "content": one.content} for one in request.messages[1:]),
    ]
    return {**form, "messages": messages}


@cache
def _sent() -> dict[str, Body]:
    """Send the two requests about a filing, and return them by the name of their schema."""
    filing = read_filing(made(0).source)
    draft, brief = replies(filing)
    sent: dict[str, Body] = {}

    def answer(body: Body) -> str:
        name = body["response_format"]["json_schema"]["name"]
        sent[name] = body
        return (draft if name == "Draft" else brief).model_dump_json()

    with standing_in(Answers(other=answer), latency=0) as server:
        summarize(filing, model=MODEL, options=Options(base_url=server.url, api_key="none"))
    return sent


def answers(numbers: range, seed: int = 0, processes: int = 1, requests: Path | None = None) -> Answers:
    """Return the table that a stand-in answers these filings from; write the requests too, a line each, if asked to."""
    runs = [range(start, min(start + 50, numbers.stop)) for start in range(numbers.start, numbers.stop, 50)]
    texts: dict[str, str] = {}
    known: dict[str, tuple[str, str]] = {}
    with ExitStack() as leaving:
        file = leaving.enter_context(requests.open("wb")) if requests else None
        found: Iterable[list[tuple[bytes, str, str, str]]] = (_entries(run, seed) for run in runs)
        if processes > 1:
            found = leaving.enter_context(ProcessPoolExecutor(processes)).map(_entries, runs, [seed] * len(runs))
        for raw, name, asked, text in chain.from_iterable(found):
            texts[asked] = text
            known[raw_digest(raw)] = name, asked
            if file:
                file.write(raw + b"\n")
    return Answers(texts, known)


def _entries(numbers: range, seed: int) -> list[tuple[bytes, str, str, str]]:
    exchanges = chain.from_iterable(dialogue(number, seed)[0] for number in numbers)
    return [(one.raw, request_key(MODEL, one.body), question(one.body), one.text) for one in exchanges]


def kept(folder: Path, numbers: range, seed: int = 0, processes: int = 2) -> tuple[Path, Path]:
    """Return a file with the answers for these filings and one with the requests, made where the code has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{_code()}-{seed}-{numbers.start}-{numbers.stop}"
    table, requests = stem.with_suffix(".json"), stem.with_suffix(".jsonl")
    if not table.is_file():
        answers(numbers, seed, processes, requests).save(table)
    return table, requests


def _code() -> str:
    """Return a digest of whatever the answers depend on."""
    files = [ROOT / "benchmarks" / name for name in ("made.py", "stories.py", "dialogues.py")]
    for folder in ("summarizer", "prompts", "schemas"):
        files += [path for path in sorted((ROOT / folder).rglob("*.*")) if path.suffix in (".py", ".jinja", ".toml")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def main() -> None:
    """Write a file of answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--from", type=int, default=0, dest="start", metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    answers(range(given.start, given.start + given.count), given.seed, given.processes).save(given.file)


if __name__ == "__main__":
    main()
