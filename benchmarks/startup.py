"""Time whole processes: the command's help and a summary without a model, beside importing openai.

    uv run benchmarks/startup.py [FILING] [--runs N]

Runs the commands in turn and prints the median wall time of each, and its ratio to ``import openai``.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "license-renewal.txt"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filing", nargs="?", default=str(EXAMPLE))
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    command = Path(sys.executable).parent / "summarizer"
    commands = {
        "import openai": [sys.executable, "-c", "import openai"],
        "summarizer --help": [str(command), "--help"],
        "summary --model rules": [str(command), "summary", arguments.filing, "--model", "rules"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(arguments.runs + 1):  # the first turn warms up and is not counted
        for name, words in commands.items():
            start = time.perf_counter()
            subprocess.run(words, check=True, capture_output=True)
            if turn:
                times[name].append(time.perf_counter() - start)
    base = statistics.median(times["import openai"])
    print(f"{'command':<24}{'median':>10}{'min':>10}{'max':>10}{'ratio':>8}")
    for name, taken in times.items():
        middle = statistics.median(taken)
        figures = "".join(f"{1000 * value:>7.0f} ms" for value in (middle, min(taken), max(taken)))
        print(f"{name:<24}{figures}{middle / base:>8.2f}")


if __name__ == "__main__":
    main()
