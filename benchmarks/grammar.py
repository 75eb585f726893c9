"""See that grammar engines take the schemas of a model's answers: what they let through, what they refuse, and time.

    uv run --with llguidance benchmarks/grammar.py [--llama-cpp FOLDER]

Servers of one's own turn the schema into a grammar that the model can't leave. llguidance is a wheel; llama.cpp's own
converter and matcher are compiled from the folder given (some files, with g++), which the source of llama-cpp-python
holds: ``pip download --no-deps --no-binary llama-cpp-python llama-cpp-python==0.3.36``, then ``vendor/llama.cpp``.
"""

from __future__ import annotations

import argparse
import copy
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from summarizer.schema_export import schema

RIGHT, SPOILT = 40, 6  # right answers of each schema, and how many of them are spoilt in every way
NAMES = ("extraction", "corrections", "brief")
TEXTS = ('5" \\ of lamp', "Quarrywood — “the Company”, ½\n\tand €5", "")
Engine = Callable[[str, list[str]], list[bool]]
SOURCES = (
    "common/json-schema-to-grammar.cpp common/json-schema.cpp common/json.cpp common/trie.cpp common/unicode.cpp "
    "src/llama-grammar.cpp src/unicode.cpp src/unicode-data.cpp"
).split()
DRIVER = r"""
#include "json-schema-to-grammar.h"
#include "../src/unicode.h"
#include "../src/llama-grammar.h"
#include "../src/llama-impl.h"
#include "../src/llama-vocab.h"
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
std::string string_join(const std::vector<std::string> & parts, const std::string & by) {
    std::string out;
    for (size_t i = 0; i < parts.size(); i++) out += (i ? by : "") + parts[i];
    return out;
}
std::vector<std::string> string_split(const std::string & whole, const std::string & by) {
    std::vector<std::string> out;
    size_t from = 0, to;
    for (; (to = whole.find(by, from)) != std::string::npos; from = to + by.size())
        out.push_back(whole.substr(from, to - from));
    out.push_back(whole.substr(from));
    return out;
}
std::string string_repeat(const std::string & text, size_t n) { std::string o; while (n--) o += text; return o; }
// What needs a loaded model is named by the matcher and never called here.
extern "C" void ggml_abort(const char *, int, const char *, ...) { abort(); }
void llama_log_internal(ggml_log_level, const char * format, ...) { std::cerr << format << "\n"; }
bool llama_vocab::is_eog(llama_token) const { abort(); }
const std::string & llama_vocab::token_to_piece(llama_token) const { abort(); }
int32_t llama_vocab::tokenize(const char *, int32_t, llama_token *, int32_t, bool, bool) const { abort(); }
static bool accepts(const std::string & rules, const std::string & line) {
    auto * grammar = llama_grammar_init_impl(nullptr, rules.c_str(), "root", false, nullptr, 0, nullptr, 0);
    if (!grammar) { std::cerr << "no grammar\n"; exit(1); }
    auto & stacks = llama_grammar_get_stacks(grammar);
    bool ended = false;
    for (auto point : unicode_cpts_from_utf8(line)) {
        llama_grammar_accept(grammar, point);
        if (stacks.empty()) break;
    }
    for (const auto & stack : stacks) ended |= stack.empty();
    llama_grammar_free_impl(grammar);
    return ended;
}
int main(int, char ** argv) {
    std::stringstream schema;
    schema << std::ifstream(argv[1]).rdbuf();
    const auto rules = json_schema_to_grammar(common_json::parse(schema.str()), true);
    for (std::string line; std::getline(std::cin, line);) std::cout << accepts(rules, line) << "\n";
}
"""


def resolved(node: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference names."""
    return root["$defs"][node["$ref"].removeprefix("#/$defs/")] if "$ref" in node else node


def example(node: dict[str, Any], root: dict[str, Any], turn: int) -> Any:
    """Return a value that follows the schema; each turn takes other branches."""
    node = resolved(node, root)
    if "anyOf" in node:
        return example(node["anyOf"][turn % len(node["anyOf"])], root, turn)
    if "enum" in node:
        return node["enum"][turn % len(node["enum"])]
    if node["type"] == "object":
        return {key: example(inner, root, turn + n) for n, (key, inner) in enumerate(node["properties"].items())}
    if node["type"] == "array":
        return [example(node["items"], root, turn + n) for n in range(turn % 3)]
    return {"string": TEXTS[turn % len(TEXTS)], "integer": turn, "boolean": turn % 2 == 0, "null": None}[node["type"]]


def places(node: dict[str, Any], root: dict[str, Any], value: Any, path: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Yield every place of a value with its schema."""
    node = resolved(node, root)
    yield path, node, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(node["properties"][key], root, inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from places(node["items"], root, inner, (*path, n))


def wrong(node: dict[str, Any], value: Any) -> Iterator[Any]:
    """Yield values that must not stand where a value stands."""
    if isinstance(value, dict):
        yield {**value, "extra": 1}
        if value:
            yield dict(list(value.items())[1:])
        yield []
    elif isinstance(value, list):
        yield {}
        yield [*value, None]
    elif "enum" in node:
        yield f"{value}x"
        yield None
    else:
        yield {"a": 1}
        if value is not None:
            yield 5 if isinstance(value, str) else "5"


def departures(root: dict[str, Any], value: Any) -> Iterator[Any]:
    """Yield the value with one thing wrong."""
    for path, node, here in places(root, root, value):
        for bad in wrong(node, here):
            whole = copy.deepcopy(value)
            if not path:
                yield bad
                continue
            place = whole
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = bad
            yield whole


def llguidance(text: str, lines: list[str]) -> list[bool]:
    """Match with llguidance, one byte a token."""
    from llguidance import LLMatcher, LLTokenizer  # type: ignore[import-not-found, unused-ignore]

    tokenizer = LLTokenizer("byte")
    grammar = LLMatcher.grammar_from_json_schema(text)
    if told := LLMatcher.validate_grammar(grammar, tokenizer):
        raise SystemExit(f"llguidance: {told}")
    taken = []
    for line in lines:
        matcher, tokens = LLMatcher(tokenizer, grammar), tokenizer.tokenize_str(line)
        taken.append(matcher.try_consume_tokens(tokens) == len(tokens) and matcher.is_accepting())
    return taken


def llama_cpp(source: Path, folder: Path) -> Engine:
    """Compile llama.cpp's converter and matcher and return what asks them."""
    driver, program = folder / "driver.cpp", folder / "driver"
    driver.write_text(DRIVER, encoding="utf-8")
    include = [f"-I{source / name}" for name in ("common", "src", "include", "ggml/include", "vendor", "")]
    files = [str(source / name) for name in SOURCES]
    subprocess.run(["g++", "-std=c++17", "-O1", *include, str(driver), *files, "-o", str(program)], check=True)  # noqa: S607

    def match(text: str, lines: list[str]) -> list[bool]:
        path = folder / "schema.json"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [str(program), str(path)], input="\n".join(lines) + "\n", text=True, capture_output=True, check=True
        )
        return [line == "1" for line in done.stdout.splitlines()]

    return match


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llama-cpp", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engines: dict[str, Engine] = {"llguidance": llguidance}
        if arguments.llama_cpp:
            engines["llama.cpp"] = llama_cpp(arguments.llama_cpp, Path(folder))
        print(f"{'engine':<12}{'schema':<14}{'right taken':>14}{'wrong refused':>16}{'seconds':>10}")
        for name in NAMES:
            root = {key: value for key, value in schema(name).items() if key != "$schema"}
            right = [example(root, root, turn) for turn in range(RIGHT)]
            bad = [one for value in right[:SPOILT] for one in departures(root, value)]
            lines = [json.dumps(value, ensure_ascii=False) for value in right + bad]
            for engine, match in engines.items():
                start = time.perf_counter()
                taken = match(json.dumps(root), lines)
                spent = time.perf_counter() - start
                counts = f"{sum(taken[:RIGHT]):>8} of {RIGHT}{len(bad) - sum(taken[RIGHT:]):>9} of {len(bad)}"
                print(f"{engine:<12}{name:<14}{counts:<32}{spent:>8.1f}")


if __name__ == "__main__":
    main()
