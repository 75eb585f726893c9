"""What the test of datasets has done by a Ray of two processes: ``python -m tests.on_ray FOLDER ADDRESS TEMP``.

It runs in a process of its own, on the loopback alone, and shuts its Ray down whatever happens. ``FOLDER/in`` holds the
dataset; what is made of it and ``told.json`` are written beside it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import ray
import ray.data

from summarizer import Limits, OptionError, Options
from summarizer.distributed import summarize_dataset
from tests.conftest import EXAMPLES, KEY


def main(folder: Path, address: str) -> None:
    told: dict[str, str] = {}
    options = Options(base_url=address, api_key=KEY, repairs=0)
    filings = ray.data.read_parquet(str(folder / "in"))

    by_rules = summarize_dataset(filings, model="rules", keep=["name"], limits=Limits(workers=2), rows=4)
    by_rules.write_parquet(str(folder / "rules"))

    asked = summarize_dataset(
        filings, model="openai/none", options=options, limits=Limits(workers=2, concurrency=4), rows=4, num_cpus=0.25
    )
    asked.write_parquet(str(folder / "model"), min_rows_per_file=100)

    try:
        few = ray.data.from_items([{"text": (EXAMPLES / "merger.txt").read_text(encoding="utf-8")}])
        summarize_dataset(few, model="openai/refused", options=options).take_all()
    except Exception as error:
        told["refused"] = str(error)
    try:
        summarize_dataset(filings, model="rules", limits=Limits(workers=3))
    except OptionError as error:
        told["processors"] = str(error)
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        object_store_memory=80_000_000,
        log_to_driver=False,
        _temp_dir=sys.argv[3],
        _node_ip_address="127.0.0.1",
    )
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    finally:
        ray.shutdown()
