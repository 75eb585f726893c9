"""The store: what goes in comes out, done is done once in a configuration, and the tables say what the summary says."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from summarizer import Filing, FilingError, StoreError, SummaryError, summarize
from summarizer.filing import parse_all
from summarizer.models import Ticker, fact_groups
from summarizer.rendering.csv import rows
from summarizer.store import Configuration, Settled, Store
from summarizer.store.database import APPLICATION_ID, MIGRATIONS, migrate
from tests.conftest import EXAMPLES
from tests.filings import form, submission
from tests.storing import MODEL, RULES, exchange, made, put, text_of
from tests.test_rendering import everything

VIEWS = ("filings", "deals", "events", "facts", "parties", "payments", "dates", "warnings", "failures", "costs")
ONE = text_of(1)
DIGEST = sha256(ONE).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deals.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def queried(path: Path, sql: str, *values: Any) -> list[dict[str, Any]]:
    """Return the rows that another program gets to see."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(sql, values)]
    finally:
        connection.close()


# -- in and out --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_summary_comes_out_as_it_went_in(store: Store, source: Path) -> None:
    summary = put(store, source.name, source.read_bytes())
    ((stored, found),) = store.summaries()
    assert found == summary == store.summary(stored)
    assert store.source(stored.sha256) == (source.name, source.read_bytes())
    filing = store.filing(stored)
    assert filing is not None
    assert filing.info == summary.filing


def test_what_is_stored_is_still_there_when_the_store_is_opened_again(path: Path) -> None:
    with Store.open(path) as store:
        summary = put(store, "one.txt", ONE)
    with Store.open(path, read_only=True) as store:
        assert [found for _, found in store.summaries()] == [summary]
    assert not path.with_name("deals.db-wal").exists()


def test_a_source_is_kept_once_by_its_content(store: Store, path: Path) -> None:
    for name in ("one.txt", "same.txt", "one.txt"):
        store.add_source(name, ONE, 1)
    assert [(row["name"], row["size"]) for row in queried(path, "SELECT * FROM source")] == [("one.txt", len(ONE))]
    assert store.source(DIGEST) == ("one.txt", ONE)


def test_a_filing_of_a_file_with_several_is_parsed_from_its_part(store: Store) -> None:
    one = submission(("8-K", form()))
    data = (one + one.replace("0009999999-09-000123", "0009999999-09-000124")).encode()
    filings = list(parse_all(data))
    store.add_source("both.txt", data, len(filings))
    run = store.begin(RULES, "test")
    for part, filing in enumerate(filings, 1):
        assert isinstance(filing, Filing)
        store.finish(run, RULES, part, summarize(filing, model="rules"), ())
    assert [stored.part for stored in store.find("both.txt")] == [1, 2]
    (second,) = store.find("0009999999-09-000124")
    found = store.filing(second)
    assert found is not None
    assert found.info.accession_number == "0009999999-09-000124"
    assert store.filing(dataclasses.replace(second, part=3)) is None


def test_names_that_are_no_unicode_and_texts_with_odd_characters_are_kept(store: Store) -> None:
    name = "caf\udce9.txt"
    summary = put(store, name, ONE)
    (stored,) = store.find(name)
    assert stored.source == "caf\\udce9.txt"
    assert store.summary(stored) == summary
    run = store.begin(RULES, "batch \udcff")
    store.fail(run, RULES, None, 1, name, FilingError("bad\udcff\0\nname"), ())
    (failure,) = store.failures()
    assert failure.reason == "bad\\udcff\0 name"


# -- what is done ------------------------------------------------------------------------------------------------------


def test_a_source_is_settled_in_each_configuration_by_itself(store: Store) -> None:
    assert store.settled(DIGEST, RULES) is None
    store.add_source("one.txt", ONE, 3)
    assert store.settled(DIGEST, RULES) == Settled(3, 0, 0)
    run = store.begin(RULES, "test")
    store.finish(run, RULES, 1, made(ONE), ())
    store.fail(run, RULES, DIGEST, 2, "one.txt#2", FilingError("no 8-K"))
    assert store.settled(DIGEST, RULES) == Settled(3, 1, 1)
    assert store.settled(DIGEST, MODEL) == Settled(3, 0, 0)
    assert [store.state(DIGEST, part, RULES) for part in (1, 2, 3)] == ["done", "failed", None]
    assert store.state(DIGEST, 1, MODEL) is None
    assert [failure.part for failure in store.failures(RULES)] == [2]
    assert list(store.failures(MODEL)) == []


def test_the_order_of_settings_makes_no_configuration_and_their_values_do() -> None:
    one, other = Configuration("model", "m", {"a": 1, "b": None}), Configuration("model", "m", {"b": None, "a": 1})
    assert one.digest == other.digest
    assert len({c.digest for c in (one, Configuration("model", "m", {"a": 2}), Configuration("rules", "m", {}))}) == 3


def test_a_summary_takes_the_place_of_an_earlier_one_and_of_a_failure(store: Store, path: Path) -> None:
    run = store.begin(RULES, "test")
    store.add_source("one.txt", ONE, 1)
    store.fail(run, RULES, DIGEST, 1, "one.txt", FilingError("for now"))
    first = made(ONE)
    second = first.model_copy(update={"brief": first.brief.model_copy(update={"title": "Anew"})})
    for summary in (first, second):
        store.finish(run, RULES, 1, summary, ())
    ((_, found),) = store.summaries()
    assert found == second
    assert list(store.failures()) == []
    for table in ("filing", "summary"):
        assert len(queried(path, f"SELECT * FROM {table}")) == 1
    assert len(queried(path, "SELECT * FROM fact")) == len(rows(second))
    assert queried(path, "PRAGMA foreign_key_check") == []


def test_a_failure_after_a_summary_leaves_the_summary_in_its_place(store: Store) -> None:
    summary = put(store, "one.txt", ONE)
    store.fail(store.begin(RULES, "test"), RULES, DIGEST, 1, "one.txt", RuntimeError("late"))
    assert store.state(DIGEST, 1, RULES) == "done"
    assert store.settled(DIGEST, RULES) == Settled(1, 1, 0)
    assert [found for _, found in store.summaries()] == [summary]
    assert [failure.kind for failure in store.failures()] == ["RuntimeError"]


def test_the_current_summary_is_the_one_made_last(store: Store, path: Path) -> None:
    asked = exchange()
    store.remember(asked)
    put(store, "one.txt", ONE, MODEL, (asked.key,))
    put(store, "one.txt", ONE, RULES)
    put(store, "two.txt", text_of(2), MODEL)
    assert [stored.configuration for stored, _ in store.summaries()] == [RULES, MODEL]
    assert [stored.source for stored, _ in store.summaries(configuration=MODEL)] == ["one.txt", "two.txt"]
    assert [row["engine"] for row in queried(path, "SELECT engine FROM filings ORDER BY filing_id")] == [
        "rules",
        "model",
    ]
    put(store, "one.txt", ONE, MODEL, (asked.key,))
    assert [stored.configuration for stored, _ in store.summaries()] == [MODEL, MODEL]


def test_a_source_that_can_not_be_read_fails_by_its_name_until_it_can(store: Store) -> None:
    run = store.begin(RULES, "test")
    for reason in ("gone", "still gone"):
        store.fail(run, RULES, None, 1, "one.txt", OSError(reason))
    (failure,) = store.failures()
    assert (failure.source, failure.sha256, failure.kind, failure.reason) == ("one.txt", None, "OSError", "still gone")
    store.add_source("one.txt", ONE, 1)
    assert list(store.failures()) == []


def test_a_failure_without_words_has_the_name_of_its_kind(store: Store) -> None:
    store.fail(store.begin(RULES, "test"), RULES, None, 1, "one.txt", KeyboardInterrupt())
    assert [failure.reason for failure in store.failures()] == ["KeyboardInterrupt"]


def test_what_was_not_added_first_is_refused_and_nothing_of_it_is_kept(store: Store, path: Path) -> None:
    run = store.begin(RULES, "test")
    with pytest.raises(StoreError, match="has to be added first"):
        store.finish(run, RULES, 1, made(ONE), ())
    with pytest.raises(StoreError, match="has to be added first"):
        store.fail(run, RULES, DIGEST, 1, "one.txt", FilingError("no"))
    store.add_source("one.txt", ONE, 1)
    with pytest.raises(StoreError, match="holds no exchange abc: it has to be remembered first"):
        store.finish(run, RULES, 1, made(ONE), ("abc",))
    for table in ("filing", "summary", "deal", "fact", "evidence", "failure"):
        assert queried(path, f"SELECT * FROM {table}") == []
    with pytest.raises(StoreError, match="holds no source 0000"):
        store.source("0000")


# -- retry -------------------------------------------------------------------------------------------------------------


def test_a_retry_forgets_the_failure_and_supersedes_the_question_that_failed(store: Store, path: Path) -> None:
    bad, good = exchange(answer="garbled"), exchange(answer="well said")
    assert bad.key == good.key
    store.add_source("one.txt", ONE, 1)
    run = store.begin(MODEL, "test")
    store.remember(bad, run)
    store.fail(run, MODEL, DIGEST, 1, "one.txt", RuntimeError("garbled"), (bad.key, "of no exchange"))
    assert [failure.exchanges for failure in store.failures()] == [(bad.key,)]

    store.retry(DIGEST, 1, MODEL)

    assert store.state(DIGEST, 1, MODEL) is None
    assert store.recall(bad.key) is None
    store.remember(good, run)
    assert store.recall(bad.key) == good
    assert store.spent(run) * 2 == store.spent() + store.spent(run) == 1
    assert [row["superseded_at"] is None for row in queried(path, "SELECT * FROM exchange ORDER BY id")] == [
        False,
        True,
    ]


def test_a_retry_leaves_the_exchanges_that_summaries_rest_on(store: Store) -> None:
    asked = exchange()
    store.remember(asked)
    put(store, "one.txt", ONE, MODEL, (asked.key,))
    other = dataclasses.replace(MODEL, settings={"window": 1})
    store.fail(store.begin(other, "test"), other, DIGEST, 1, "one.txt", RuntimeError("no"), (asked.key,))
    store.retry(DIGEST, 1, other)
    assert store.recall(asked.key) == asked
    assert list(store.failures()) == []


# -- finding and choosing ----------------------------------------------------------------------------------------------


def test_a_filing_is_found_by_each_of_its_names(store: Store) -> None:
    data = (EXAMPLES / "credit-facility.txt").read_bytes()
    summary = put(store, "in/credit.txt", data)
    put(store, "two.txt", text_of(2))
    number = summary.filing.accession_number
    assert number is not None
    digest = sha256(data).hexdigest()
    digests = (digest, digest[:6], digest[:9].upper())
    for name in ("1", "#1", number, number.replace("-", ""), *digests, "in/credit.txt", "credit.txt"):
        assert [stored.filing for stored in store.find(name)] == [1], name
    for name in ("3", "#0", "credit", "edit.txt", "%", digest[:5], "' OR 1=1 --", "", "0000000000-00-000000"):
        assert store.find(name) == [], name


def test_summaries_are_chosen_by_type_form_and_day(store: Store) -> None:
    for path in sorted(EXAMPLES.glob("*.txt")):
        put(store, path.name, path.read_bytes())
    everything_ = [found for _, found in store.summaries()]

    def chosen(**by: Any) -> list[str]:
        found = [stored.source for stored, _ in store.summaries(**by)]
        assert store.count(**by) == len(found)
        return found

    assert chosen() == [path.name for path in sorted(EXAMPLES.glob("*.txt"))]
    assert chosen(type="merger") == ["merger.txt"]
    assert chosen(type="nothing' OR 1=1") == []
    days = sorted(str(summary.filing.date_of_report) for summary in everything_)
    assert len(chosen(since=days[1])) == len(days) - 1
    assert len(chosen(until=days[1])) == 2
    assert len(chosen(since=days[1], until=days[1], form="8-K")) == 1
    assert chosen(form="8-K/A") == []
    assert len(chosen(configuration=RULES)) == len(days)
    assert chosen(configuration=MODEL) == []


def test_summaries_may_be_replaced_while_they_are_read(store: Store) -> None:
    for number in range(5):
        put(store, f"{number}.txt", text_of(number))
    run, seen = store.begin(RULES, "test"), 0
    for _, summary in store.summaries():
        store.finish(run, RULES, 1, summary, ())
        store.add_source("new.txt", text_of(9), 1)
        seen += 1
    assert seen == 5


def test_a_summary_that_was_replaced_has_to_be_found_again(store: Store) -> None:
    put(store, "one.txt", ONE)
    (before,) = store.find("one.txt")
    put(store, "two.txt", text_of(2))
    put(store, "one.txt", ONE)
    with pytest.raises(StoreError, match="has been replaced: find it again"):
        store.summary(before)


def test_a_summary_of_deal_types_of_ones_own_needs_them(store: Store, tmp_path: Path) -> None:
    from summarizer.resources import Own, using

    kind = (EXAMPLES.parent / "schemas" / "deal_types" / "lease.toml").read_text(encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "tenancy.toml").write_text(kind.replace('"lease"', '"tenancy"', 1), encoding="utf-8")
    summary = made(ONE)
    with using(Own(deal_types=tmp_path / "own")):
        own = summary.model_copy(
            update={"deals": tuple(deal.model_copy(update={"type": "tenancy"}) for deal in summary.deals)}
        )
        store.add_source("one.txt", ONE, 1)
        store.finish(store.begin(RULES, "test"), RULES, 1, own, ())
        assert [found for _, found in store.summaries()] == [own]
    with pytest.raises(SummaryError, match="tenancy"):
        list(store.summaries())
    assert json.loads(next(text for _, text in store.texts()))["deals"][0]["type"] == "tenancy"


# -- the tables and views ----------------------------------------------------------------------------------------------


def stored_everything(store: Store) -> Any:
    """Put a summary in that has something of all there is."""
    found = everything()
    registrant = found.filing.registrant.model_copy(update={"tickers": (Ticker(symbol="QLM"),), "cik": "0009999999"})
    filing = found.filing.model_copy(update={"registrant": registrant, "notices": ("text ends in mid-sentence",)})
    run = found.run.model_copy(update={"source_sha256": DIGEST})
    summary = found.model_copy(update={"filing": filing, "run": run})
    store.add_source("one.txt", ONE, 1)
    store.finish(store.begin(RULES, "test"), RULES, 1, summary, ())
    return summary


def test_every_fact_and_its_first_words_stand_in_the_view_of_facts(store: Store, path: Path) -> None:
    summary = stored_everything(store)
    expected = [row for row in rows(summary) if row["group"] != "events"]
    found = queried(path, "SELECT * FROM facts ORDER BY fact_id")
    assert len(found) == len(expected)
    numbers = {"contingent", "is_registrant", "start", "end", "value"}
    names = {"id": "fact", "group": "fact_group"}
    for row, want in zip(found, expected, strict=True):
        same = set(want) - numbers
        assert {name: row[names.get(name, name)] for name in same} == {name: want[name] for name in same}
        assert row["value"] == (want["months"] if want["group"] == "durations" else want["value"])
        for name in ("contingent", "is_registrant"):
            assert row[name] == {"true": 1, "false": 0, None: None}[want[name]]
        for name in ("start", "end"):
            assert row[f"{name}_char"] == (None if want[name] is None else int(want[name] or 0))


def test_every_part_of_a_summary_has_its_rows(store: Store, path: Path) -> None:
    summary = stored_everything(store)
    checks = summary.checks
    facts = [fact for deal in summary.deals for group in fact_groups(deal).values() for fact in group]
    facts += [fact for e in summary.events for group in (e.amounts, e.percentages, e.dates) for fact in group]
    bearers = [*facts, *summary.events, *(related for deal in summary.deals for related in deal.related)]
    counts = {
        "item": len(summary.filing.items),
        "exhibit": len(summary.filing.exhibits),
        "deal": len(summary.deals),
        "event": len(summary.events),
        "fact": len(facts),
        "related": sum(len(deal.related) for deal in summary.deals),
        "evidence": sum(len(one.evidence) for one in bearers),
        "sentence": sum(len(paragraph.sentences) for paragraph in summary.brief.paragraphs),
        "finding": len(summary.filing.notices)
        + sum(len(getattr(checks, name)) for name in type(checks).model_fields if name not in ("facts", "verified")),
    }
    assert {table: len(queried(path, f"SELECT * FROM {table}")) for table in counts} == counts
    assert {row["kind"] for row in queried(path, "SELECT kind FROM finding")} >= {
        "rejected",
        "gap",
        "notice",
        "warning",
    }
    assert queried(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_payments_have_who_pays_whom_and_the_figure_as_a_number_beside_the_exact_one(store: Store, path: Path) -> None:
    stored_everything(store)
    first, second, third, *_ = queried(path, "SELECT * FROM payments WHERE deal = 'd1' ORDER BY fact_id")
    assert (first["amount"], first["amount_max"], first["exact"], first["exact_max"]) == (
        *(2000000.0, 2500000.5),
        *("2000000", "2500000.50"),
    )
    assert (first["payer"], first["payee"], first["currency"]) == ("Quillmere Inc.", "Belgrove Tin, Inc.", "USD")
    assert (second["qualifier"], second["basis"], second["contingent"]) == ("up_to", "per_year", 1)
    assert (third["amount"], third["exact"], third["status"]) == (None, None, "redacted")


def test_the_views_of_filings_and_deals_say_what_they_are_about(store: Store, path: Path) -> None:
    source = EXAMPLES / "license-renewal.txt"
    summary = put(store, source.name, source.read_bytes())
    (filing,) = queried(path, "SELECT * FROM filings")
    told = " ".join(sentence.text for paragraph in summary.brief.paragraphs for sentence in paragraph.sentences)
    assert (filing["brief"], filing["items"], filing["deals"]) == (told, "1.01, 9.01", 1)
    assert (filing["source"], filing["sha256"]) == (source.name, summary.run.source_sha256)
    (deal,) = queried(path, "SELECT * FROM deals")
    assert (deal["type"], deal["others"], deal["agreement_date"]) == (
        *("license", "Halvorsund Laboratories, Inc."),
        "2005-09-08",
    )


def test_views_show_the_current_summary_alone(store: Store, path: Path) -> None:
    put(store, "one.txt", ONE, MODEL)
    before = {view: len(queried(path, f"SELECT * FROM {view}")) for view in VIEWS}
    put(store, "one.txt", ONE, RULES)
    assert {view: len(queried(path, f"SELECT * FROM {view}")) for view in VIEWS} == before
    assert len(queried(path, "SELECT * FROM summary")) == 2


def test_every_table_has_a_key_and_every_reference_an_index(store: Store, path: Path) -> None:
    """As Datasette wants it: a page for each row, and links that are found at once."""
    for row in queried(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        table = row["name"]
        columns = queried(path, f"PRAGMA table_info({table})")
        keys = [column["name"] for column in sorted(columns, key=lambda c: c["pk"]) if column["pk"]]
        assert keys, table
        indexes = queried(path, f"PRAGMA index_list({table})")
        first = {queried(path, f"PRAGMA index_info({index['name']})")[0]["name"] for index in indexes} | {keys[0]}
        referring = {reference["from"] for reference in queried(path, f"PRAGMA foreign_key_list({table})")}
        assert referring <= first, table


def test_text_of_a_filing_is_text_whatever_it_says(store: Store, path: Path) -> None:
    words = "Robert'); DROP TABLE filing;--"
    data = ONE.replace(b"Ostrava Vale Bank", words.encode())
    put(store, words, data)
    assert [stored.source for stored in store.find(words)] == [words]
    assert len(queried(path, "SELECT * FROM filing")) == 1


# -- the file itself ---------------------------------------------------------------------------------------------------


def test_the_file_says_what_it_is(store: Store, path: Path) -> None:
    assert queried(path, "PRAGMA application_id") == [{"application_id": APPLICATION_ID}]
    assert queried(path, "PRAGMA user_version") == [{"user_version": len(MIGRATIONS)}]
    assert queried(path, "PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    assert repr(store) == f"<Store {str(path)!r}>"


def test_a_migration_is_one_entry_and_keeps_what_is_there(path: Path) -> None:
    with Store.open(path) as store:
        summary = put(store, "one.txt", ONE)
    later = (*MIGRATIONS, "ALTER TABLE filing ADD COLUMN sector TEXT;\nUPDATE filing SET sector = 'none; yet';")
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, later)
    migrate(connection, later)  # nothing is left to do
    assert connection.execute("SELECT sector FROM filing").fetchall() == [("none; yet",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (len(later),)
    assert connection.execute("SELECT count(*) FROM payments").fetchone()[0] > 0
    connection.close()
    with pytest.raises(
        StoreError, match=rf"newer summarizer \(store version {len(later)}, this one knows {len(MIGRATIONS)}\): upgrade"
    ):
        Store.open(path)
    assert summary.checks.facts


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    with Store.open(path) as store:
        put(store, "one.txt", ONE)
    connection = sqlite3.connect(path, isolation_level=None)
    before = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*MIGRATIONS, "ALTER TABLE filing ADD COLUMN a;\nALTER TABLE no_such ADD COLUMN a;"))
    assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before
    connection.close()
    with Store.open(path) as store:
        assert store.count() == 1


def test_nothing_heavy_is_imported_until_a_summary_is_read(path: Path) -> None:
    code = (
        "import sys; from summarizer.store import Configuration, Store; s = Store.open(sys.argv[1]);"
        "s.end(s.begin(Configuration('rules', 'rules'), 'test'));"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'pydantic', 'jinja2', 'rich', 'openai'}))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_summaries_by_others_hold_too(store: Store) -> None:
    """What another call of the package made is stored as well."""
    summary = summarize(EXAMPLES / "hostile.txt", model="rules")
    store.add_source("hostile.txt", (EXAMPLES / "hostile.txt").read_bytes(), 1)
    store.finish(store.begin(RULES, "test"), RULES, 1, summary, ())
    assert [found for _, found in store.summaries()] == [summary]
