-- The tables of the store, version 1. Names are singular; the views beside them, in views.sql, are plural.

-- What was read, to the byte. A file may hold several submissions: its parts, counted from 1.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  data BLOB NOT NULL -- zlib
);
CREATE INDEX source_name ON source (name);

-- How summaries are made: what is done is done in one configuration.
CREATE TABLE configuration (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  engine TEXT NOT NULL,
  model TEXT NOT NULL,
  settings TEXT NOT NULL -- JSON
);

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  configuration_id INTEGER NOT NULL REFERENCES configuration (id),
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  beat_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE INDEX run_configuration ON run (configuration_id);

-- Which run works on which source now.
CREATE TABLE claim (
  source_sha256 TEXT NOT NULL,
  configuration_id INTEGER NOT NULL REFERENCES configuration (id),
  run_id INTEGER NOT NULL REFERENCES run (id),
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (source_sha256, configuration_id)
) WITHOUT ROWID;
CREATE INDEX claim_configuration ON claim (configuration_id);
CREATE INDEX claim_run ON claim (run_id);

-- What the parser read on the cover; summary_id is the current summary, the one made last.
CREATE TABLE filing (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id),
  part INTEGER NOT NULL,
  summary_id INTEGER REFERENCES summary (id) ON DELETE SET NULL,
  form TEXT NOT NULL,
  accession_number TEXT,
  registrant TEXT NOT NULL,
  cik TEXT,
  state_of_incorporation TEXT,
  commission_file_number TEXT,
  ein TEXT,
  tickers TEXT, -- JSON: symbols
  date_of_report TEXT,
  filed_on TEXT,
  UNIQUE (source_id, part)
);
CREATE INDEX filing_summary ON filing (summary_id);
CREATE INDEX filing_accession_number ON filing (accession_number);
CREATE INDEX filing_cik ON filing (cik, date_of_report);
CREATE INDEX filing_date_of_report ON filing (date_of_report);

CREATE TABLE item (
  filing_id INTEGER NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  furnished INTEGER NOT NULL,
  points_to TEXT,
  PRIMARY KEY (filing_id, position)
) WITHOUT ROWID;
CREATE INDEX item_number ON item (number);

CREATE TABLE exhibit (
  filing_id INTEGER NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  description TEXT NOT NULL,
  relation TEXT NOT NULL,
  PRIMARY KEY (filing_id, position)
) WITHOUT ROWID;

-- One summary of a filing in a configuration; json is the whole of it, the tables below are made from it.
CREATE TABLE summary (
  id INTEGER PRIMARY KEY,
  filing_id INTEGER NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
  configuration_id INTEGER NOT NULL REFERENCES configuration (id),
  run_id INTEGER NOT NULL REFERENCES run (id),
  made_at TEXT NOT NULL,
  title TEXT NOT NULL,
  words INTEGER NOT NULL,
  reading_grade REAL NOT NULL,
  facts INTEGER NOT NULL,
  verified INTEGER NOT NULL,
  cost_usd TEXT,
  seconds REAL NOT NULL,
  json BLOB NOT NULL, -- zlib
  UNIQUE (filing_id, configuration_id)
);
CREATE INDEX summary_configuration ON summary (configuration_id);
CREATE INDEX summary_run ON summary (run_id);

CREATE TABLE deal (
  id INTEGER PRIMARY KEY,
  summary_id INTEGER NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
  path TEXT NOT NULL, -- the summary's id of it: d1
  type TEXT NOT NULL,
  action TEXT NOT NULL,
  name TEXT NOT NULL, -- its title or, where the filing gives it none, its type and action
  title TEXT,
  headline TEXT NOT NULL,
  subject TEXT NOT NULL
);
CREATE INDEX deal_summary ON deal (summary_id);
CREATE INDEX deal_type ON deal (type, action);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  summary_id INTEGER NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
  path TEXT NOT NULL, -- e1
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX event_summary ON event (summary_id);
CREATE INDEX event_kind ON event (kind);

-- A fact of a deal or of an event. value is exact, as in the summary; number is the same as a floating-point number.
CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  summary_id INTEGER NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
  deal_id INTEGER REFERENCES deal (id) ON DELETE CASCADE,
  event_id INTEGER REFERENCES event (id) ON DELETE CASCADE,
  path TEXT NOT NULL, -- d1.amount.2
  fact_group TEXT NOT NULL, -- parties, dates, amounts, percentages, durations, quantities, provisions
  kind TEXT NOT NULL, -- of a party its role
  text TEXT NOT NULL, -- of a party its name
  value TEXT,
  number REAL,
  value_max TEXT,
  number_max REAL,
  currency TEXT,
  unit TEXT,
  qualifier TEXT,
  basis TEXT,
  months TEXT,
  not_before TEXT,
  not_after TEXT,
  payer TEXT,
  payee TEXT,
  contingent INTEGER,
  defined_name TEXT,
  is_registrant INTEGER,
  status TEXT NOT NULL,
  certainty TEXT NOT NULL,
  hedge TEXT
);
CREATE INDEX fact_summary ON fact (summary_id);
CREATE INDEX fact_deal ON fact (deal_id);
CREATE INDEX fact_event ON fact (event_id);
CREATE INDEX fact_kind ON fact (fact_group, kind, number);

-- A document or an agreement that a deal refers to.
CREATE TABLE related (
  id INTEGER PRIMARY KEY,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  exhibit TEXT,
  date TEXT
);
CREATE INDEX related_deal ON related (deal_id);

-- Words of the filing that bear out a fact, an event or a reference: one of the three.
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  fact_id INTEGER REFERENCES fact (id) ON DELETE CASCADE,
  event_id INTEGER REFERENCES event (id) ON DELETE CASCADE,
  related_id INTEGER REFERENCES related (id) ON DELETE CASCADE,
  quote TEXT NOT NULL,
  document TEXT NOT NULL,
  item TEXT,
  exhibit TEXT,
  start_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  match TEXT NOT NULL,
  CHECK ((fact_id IS NOT NULL) + (event_id IS NOT NULL) + (related_id IS NOT NULL) = 1)
);
CREATE INDEX evidence_fact ON evidence (fact_id) WHERE fact_id IS NOT NULL;
CREATE INDEX evidence_event ON evidence (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX evidence_related ON evidence (related_id) WHERE related_id IS NOT NULL;

-- The brief, sentence by sentence; supports names the facts that each rests on.
CREATE TABLE sentence (
  summary_id INTEGER NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  paragraph INTEGER NOT NULL,
  text TEXT NOT NULL,
  supports TEXT NOT NULL, -- JSON: paths
  PRIMARY KEY (summary_id, position)
) WITHOUT ROWID;

-- What the checks found: rejected, unclaimed_amount, unclaimed_date, unclaimed_percentage, gap, conflict, arithmetic,
-- warning, notice (the parser's).
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  summary_id INTEGER NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  about TEXT, -- paths of facts or of a deal, where the finding is about some
  text TEXT NOT NULL,
  reason TEXT,
  agrees INTEGER, -- of arithmetic
  document TEXT,
  start_char INTEGER,
  end_char INTEGER
);
CREATE INDEX finding_summary ON finding (summary_id);
CREATE INDEX finding_kind ON finding (kind);

-- A filing, or a source that can't be read (source_id is null), that has no summary in a configuration, and why.
CREATE TABLE failure (
  id INTEGER PRIMARY KEY,
  configuration_id INTEGER NOT NULL REFERENCES configuration (id),
  run_id INTEGER NOT NULL REFERENCES run (id),
  source_id INTEGER REFERENCES source (id),
  part INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  failed_at TEXT NOT NULL
);
CREATE INDEX failure_source ON failure (source_id, configuration_id, part);
CREATE INDEX failure_name ON failure (name);
CREATE INDEX failure_configuration ON failure (configuration_id);
CREATE INDEX failure_run ON failure (run_id);

-- Long texts of requests, once each.
CREATE TABLE text (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  data BLOB NOT NULL -- zlib
);

-- A request to a model and the answer. Of those with one key one at most is recalled: the one not superseded.
CREATE TABLE exchange (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  run_id INTEGER REFERENCES run (id),
  model TEXT NOT NULL,
  purpose TEXT NOT NULL,
  via TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_usd TEXT,
  seconds REAL NOT NULL,
  kept_at TEXT NOT NULL,
  superseded_at TEXT,
  request TEXT NOT NULL, -- JSON, in which {"$text": sha256} stands for a text and {"$json": sha256} for what one says
  response BLOB NOT NULL -- zlib of JSON
);
CREATE UNIQUE INDEX exchange_key ON exchange (key) WHERE superseded_at IS NULL;
CREATE INDEX exchange_run ON exchange (run_id);

-- The exchanges that a summary was made of, in their order.
CREATE TABLE summary_exchange (
  summary_id INTEGER NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  exchange_id INTEGER NOT NULL REFERENCES exchange (id),
  PRIMARY KEY (summary_id, position)
) WITHOUT ROWID;
CREATE INDEX summary_exchange_exchange ON summary_exchange (exchange_id);

CREATE TABLE failure_exchange (
  failure_id INTEGER NOT NULL REFERENCES failure (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  exchange_id INTEGER NOT NULL REFERENCES exchange (id),
  PRIMARY KEY (failure_id, position)
) WITHOUT ROWID;
CREATE INDEX failure_exchange_exchange ON failure_exchange (exchange_id);

-- Work handed to a provider's batch interface, and the requests in it.
CREATE TABLE batch_job (
  id INTEGER PRIMARY KEY,
  run_id INTEGER REFERENCES run (id),
  remote_id TEXT UNIQUE,
  input_file_id TEXT,
  status TEXT NOT NULL,
  made_at TEXT NOT NULL,
  submitted_at TEXT,
  collected_at TEXT,
  error TEXT
);
CREATE INDEX batch_job_run ON batch_job (run_id);

CREATE TABLE batch_line (
  job_id INTEGER NOT NULL REFERENCES batch_job (id) ON DELETE CASCADE,
  exchange_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  model TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'failed', 'expired')),
  error TEXT,
  request TEXT NOT NULL,
  PRIMARY KEY (job_id, exchange_key)
) WITHOUT ROWID;
CREATE INDEX batch_line_key ON batch_line (exchange_key, state);

-- Sources with filings that wait for the answers of a batch interface.
CREATE TABLE awaiting (
  source_id INTEGER NOT NULL REFERENCES source (id),
  configuration_id INTEGER NOT NULL REFERENCES configuration (id),
  PRIMARY KEY (source_id, configuration_id)
) WITHOUT ROWID;
CREATE INDEX awaiting_configuration ON awaiting (configuration_id);
