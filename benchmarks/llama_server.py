"""Ask a real llama.cpp server, with a toy model made here, and tell what became of its answers.

    uv run --with gguf --with numpy benchmarks/llama_server.py --server PATH/llama-server [FILING]

The model is a llama of two layers with random weights and some hundred tokens cut from the words of prompt and filing.
It knows nothing, so that what it says is to be refused; the server holds it to the schema. For it to end at some point,
its last layer leans towards what closes a string or a list; the endless one leans away from it, and runs into the
length limit. A third time the server's context is too small. What comes out is printed, and summaries put to `recheck`.

The source of llama-cpp-python holds llama.cpp (``pip download --no-deps --no-binary :all: llama-cpp-python``, then
``vendor/llama.cpp``); ``cmake --build BUILD --target llama-server`` makes the server.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import gguf  # type: ignore[import-not-found, unused-ignore]
import numpy as np  # type: ignore[import-not-found, unused-ignore]

from summarizer import Filing, ModelError, Options, Summary, read_filing, summarize
from summarizer.models import CallRecord, fact_groups
from summarizer.rechecking import recheck

ROOT = Path(__file__).resolve().parents[1]
MERGES = 600
WIDTH, LAYERS, HEADS, INNER = 32, 2, 2, 64
CONSTANT = 6.0  # the first dimension holds it for every token, so that the last layer can lean towards some tokens
LEANINGS = {'"': 5.0, "]": 5.0, "}": 5.0, "{": 5.0, ",": 4.0, "</s>": 5.0}
ENDLESS = {'"': -20.0, "]": -5.0, "{": 5.0}  # a string once begun goes on
BYTES = -20.0  # bytes can make characters that there are not: the grammar lets them pass, the server can't read them
LIMIT = 400  # tokens of an answer of the endless model
# All tokens stand for choice by their weight: the server's own defaults would cut off what is unlikely.
SAMPLING = ("--temp", "1", "--top-k", "0", "--top-p", "1", "--min-p", "0")


def vocabulary(text: str) -> tuple[list[str], list[float], list[int]]:
    """Return tokens, scores and kinds of a SentencePiece vocabulary: bytes, characters, and pieces of the words."""
    words = Counter(tuple(word.replace(" ", "▁")) for word in re.findall(r" ?[A-Za-z]+", text))
    pieces: list[str] = []
    for _ in range(MERGES):
        pairs: Counter[tuple[str, str]] = Counter()
        for word, count in words.items():
            for pair in pairwise(word):
                pairs[pair] += count
        if not pairs:
            break
        best = pairs.most_common(1)[0][0]
        pieces.append("".join(best))
        merged: Counter[tuple[str, ...]] = Counter()
        for word, count in words.items():
            merged[joined(word, best)] += count
        words = merged
    characters = ["▁", *map(chr, range(33, 127))]
    kind = gguf.TokenType
    rows = [("<unk>", 0.0, kind.UNKNOWN), ("<s>", 0.0, kind.CONTROL), ("</s>", 0.0, kind.CONTROL)]
    rows += [(f"<0x{byte:02X}>", 0.0, kind.BYTE) for byte in range(256)]
    rows += [(piece, -float(rank), kind.NORMAL) for rank, piece in enumerate(dict.fromkeys(pieces))]
    rows += [(character, -float(MERGES + rank), kind.NORMAL) for rank, character in enumerate(characters)]
    return [row[0] for row in rows], [row[1] for row in rows], [int(row[2]) for row in rows]


def joined(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    """Return a word with every such pair of its pieces made one."""
    out: list[str] = []
    for piece in word:
        if out and (out[-1], piece) == pair:
            out[-1] += piece
        else:
            out.append(piece)
    return tuple(out)


def make(path: Path, text: str, leanings: dict[str, float]) -> int:
    """Write a llama with random weights whose last layer leans towards some tokens; return its number of tokens."""
    tokens, scores, kinds = vocabulary(text)
    random = np.random.default_rng(8)

    def weights(rows: int, columns: int, size: float) -> np.ndarray:
        return (random.standard_normal((rows, columns)) * size).astype(np.float32)

    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name("toy")
    writer.add_context_length(1 << 16)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)

    ones = np.ones(WIDTH, dtype=np.float32)
    embedding = weights(len(tokens), WIDTH, 1)
    embedding[:, 0] = CONSTANT
    # Of a row of as many dimensions this is what normalizing leaves of the constant, about.
    kept = CONSTANT / np.sqrt((CONSTANT**2 + WIDTH - 1) / WIDTH)
    output = weights(len(tokens), WIDTH, 0.3)
    leaning = [
        BYTES if kind == gguf.TokenType.BYTE else leanings.get(token, 0.0)
        for token, kind in zip(tokens, kinds, strict=True)
    ]
    output[:, 0] = np.array(leaning) / kept
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output_norm.weight", ones)
    writer.add_tensor("output.weight", output)
    for layer in range(LAYERS):
        shapes = {
            **dict.fromkeys(("attn_q", "attn_k", "attn_v", "attn_output"), (WIDTH, WIDTH)),
            **dict.fromkeys(("ffn_gate", "ffn_up"), (INNER, WIDTH)),
            "ffn_down": (WIDTH, INNER),
        }
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", ones)
        for name, (rows, columns) in shapes.items():
            matrix = weights(rows, columns, columns**-0.5)
            if name in ("attn_output", "ffn_down"):
                matrix[0] = 0  # nothing is added to the constant
            writer.add_tensor(f"blk.{layer}.{name}.weight", matrix)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return len(tokens)


@contextmanager
def serving(server: Path, model: Path, *options: str) -> Iterator[str]:
    """Have the server answer on the loopback; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(server), "-m", str(model), "--host", "127.0.0.1", "--port", str(port), "-np", "1", *options]
    with model.with_suffix(".log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            process.wait()


def wait(address: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Wait until the server has loaded its model."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()  # noqa: S310
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not start")


def unbound(address: str, text: str) -> str:
    """Return what the model answers without a schema."""
    body = {"messages": [{"role": "user", "content": text}], "max_tokens": 60}
    request = urllib.request.Request(  # noqa: S310
        f"{address}/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        content: str = json.load(response)["choices"][0]["message"]["content"]
    return content


def calls(records: Iterable[CallRecord]) -> Iterator[str]:
    """Yield a line for each question: what became of its answers, and what it took."""
    for record in records:
        outcomes = ", ".join(attempt.outcome for attempt in record.ledger) or "no answer"
        taken = f"{record.input_tokens:>8,} in{record.output_tokens:>8,} out{record.seconds:>8.1f} s"
        yield f"  {record.purpose:<14}{outcomes:<12}{taken}"


def told(filing: Filing, address: str, window: int, timeout: float) -> tuple[list[CallRecord], Summary | None]:
    """Summarize, print what happened, and return the questions with the summary, where there is one."""
    options = Options(base_url=address, window=window, timeout=timeout)
    try:
        summary = summarize(filing, model="openai/toy", options=options)
    except ModelError as error:
        records = [error.record] if error.record else []
        print(*calls(records), f"  {type(error).__name__}: {error}", sep="\n")
        return records, None
    checks = summary.checks
    print(*calls(summary.run.calls), sep="\n")
    print(f"  {checks.verified} of {checks.facts} facts verified, {len(checks.rejected)} refused; kept: {summary!r}")
    for deal in summary.deals:
        print(f"  kept {deal.id}: {deal.type} {deal.action}; {deal.title!r}; {deal.headline!r}")
        for fact in (fact for group in fact_groups(deal).values() for fact in group):
            print(f"    {fact.id}: {fact.evidence[0].quote!r}")
    for event in summary.events:
        print(f"  kept {event.id}: {event.kind}; {event.text!r}; {[one.quote for one in event.evidence]}")
    for line in (*checks.warnings, *(f"does not hold: {one}" for one in recheck(summary, filing))):
        print(f"  {line}")
    return list(summary.run.calls), summary


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filing", type=Path, nargs="?", default=ROOT / "examples" / "license-renewal.txt")
    parser.add_argument("--server", type=Path, required=True, metavar="PATH")
    parser.add_argument("--seeds", type=int, default=5, metavar="N", help="how often the model is asked")
    parser.add_argument("--window", type=int, default=24_000, metavar="TOKENS")
    parser.add_argument("--timeout", type=float, default=600, metavar="SECONDS")
    arguments = parser.parse_args()
    filing = read_filing(arguments.filing)
    words = "".join(path.read_text("utf-8") for path in sorted((ROOT / "prompts").glob("*.jinja")))
    words += "".join(filing.text(paragraph) for paragraph in filing.paragraphs())
    every: list[tuple[list[CallRecord], Summary | None]] = []
    with tempfile.TemporaryDirectory() as folder:
        toy, endless = Path(folder, "toy.gguf"), Path(folder, "endless.gguf")
        count = make(toy, words, LEANINGS)
        make(endless, words, ENDLESS)
        print(f"a model of {count} tokens, {toy.stat().st_size // 1024} kB")
        for seed in range(1, arguments.seeds + 1):
            with serving(arguments.server, toy, "--seed", str(seed), *SAMPLING) as address:
                if seed == 1:
                    print(f"without a schema: {unbound(address, 'List the deals.')!r}")
                print(f"seed {seed}")
                every.append(told(filing, address, arguments.window, arguments.timeout))
        for title, model, limits in (
            (f"endless, at most {LIMIT} tokens", endless, ("-n", str(LIMIT))),
            ("a context of 4,096 tokens", toy, ("-c", "4096")),
        ):
            with serving(arguments.server, model, "--seed", "1", *limits, *SAMPLING) as address:
                print(title)
                told(filing, address, arguments.window, arguments.timeout)
    outcomes = Counter(attempt.outcome for records, _ in every for record in records for attempt in record.ledger)
    summaries = [summary for _, summary in every if summary]
    print(f"{len(every)} filings asked about, {len(summaries)} summaries; answers: {dict(outcomes)}")
    facts, verified = (sum(getattr(one.checks, name) for one in summaries) for name in ("facts", "verified"))
    broken = sum(len(recheck(summary, filing)) for summary in summaries)
    print(f"{verified} of {facts} facts verified; {broken} statements of summaries do not hold")


if __name__ == "__main__":
    main()
