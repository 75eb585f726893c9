-- The views for analysts. They show the current summary of each filing, the one made last, and are made anew with
-- every version of the store, so that a migration is about tables alone.

CREATE VIEW filings AS
SELECT
  filing.id AS filing_id, filing.accession_number, filing.form, filing.registrant, filing.cik,
  filing.date_of_report, filing.filed_on,
  (SELECT group_concat(number, ', ') FROM (SELECT number FROM item WHERE filing_id = filing.id ORDER BY position))
    AS items,
  (SELECT count(*) FROM deal WHERE deal.summary_id = summary.id) AS deals,
  (SELECT count(*) FROM event WHERE event.summary_id = summary.id) AS events,
  summary.facts, summary.verified,
  (SELECT count(*) FROM finding WHERE finding.summary_id = summary.id AND kind = 'rejected') AS rejected,
  summary.title,
  (SELECT group_concat(text, ' ') FROM
    (SELECT text FROM sentence WHERE sentence.summary_id = summary.id ORDER BY position)) AS brief,
  summary.words, summary.reading_grade,
  configuration.engine, configuration.model, summary.cost_usd, summary.seconds, summary.made_at,
  summary.run_id, source.name AS source, filing.part, source.sha256
FROM filing
JOIN summary ON summary.id = filing.summary_id
JOIN configuration ON configuration.id = summary.configuration_id
JOIN source ON source.id = filing.source_id;

CREATE VIEW deals AS
SELECT
  filing.id AS filing_id, filing.accession_number, filing.form, filing.registrant, filing.cik,
  filing.date_of_report, filing.filed_on,
  deal.id AS deal_id, deal.path AS deal, deal.type, deal.action, deal.title, deal.headline, deal.subject,
  (SELECT group_concat(text, '; ') FROM
    (SELECT text FROM fact WHERE fact.deal_id = deal.id AND fact_group = 'parties' AND NOT is_registrant ORDER BY id))
    AS others,
  (SELECT value FROM fact WHERE fact.deal_id = deal.id AND fact_group = 'dates' AND kind = 'agreement'
    ORDER BY id LIMIT 1) AS agreement_date
FROM filing
JOIN deal ON deal.summary_id = filing.summary_id;

CREATE VIEW events AS
SELECT
  filing.id AS filing_id, filing.accession_number, filing.form, filing.registrant, filing.cik,
  filing.date_of_report, filing.filed_on,
  event.id AS event_id, event.path AS event, event.item, event.kind, event.text
FROM filing
JOIN event ON event.summary_id = filing.summary_id;

-- Every fact with what it belongs to and the first words that bear it out.
CREATE VIEW facts AS
SELECT
  filing.id AS filing_id, filing.accession_number, filing.form, filing.registrant, filing.cik,
  filing.date_of_report, filing.filed_on,
  fact.deal_id, deal.path AS deal, deal.type, deal.action, deal.title,
  fact.event_id, event.path AS event, event.kind AS event_kind,
  fact.id AS fact_id, fact.path AS fact, fact.fact_group, fact.kind, fact.text,
  fact.value, fact.number, fact.value_max, fact.number_max, fact.currency, fact.unit, fact.qualifier, fact.basis,
  fact.months, fact.not_before, fact.not_after, fact.payer, fact.payee, fact.contingent,
  fact.defined_name, fact.is_registrant, fact.status, fact.certainty, fact.hedge,
  evidence.quote, evidence.document, evidence.item, evidence.exhibit, evidence.start_char, evidence.end_char
FROM filing
JOIN fact ON fact.summary_id = filing.summary_id
LEFT JOIN deal ON deal.id = fact.deal_id
LEFT JOIN event ON event.id = fact.event_id
LEFT JOIN evidence ON evidence.id = (SELECT min(id) FROM evidence WHERE fact_id = fact.id);

CREATE VIEW parties AS
SELECT
  filing_id, registrant, date_of_report, type, action, title, text AS name, kind AS role, is_registrant, defined_name,
  quote, document, item, exhibit, accession_number, form, cik, filed_on, deal_id, deal, fact_id, fact
FROM facts WHERE fact_group = 'parties';

CREATE VIEW payments AS
SELECT
  filing_id, registrant, date_of_report, type, action, event_kind, kind, number AS amount, number_max AS amount_max,
  currency, qualifier, basis, payer, payee, contingent, status, certainty, hedge, text, title,
  value AS exact, value_max AS exact_max, quote, document, item, exhibit,
  accession_number, form, cik, filed_on, deal_id, deal, event_id, event, fact_id, fact
FROM facts WHERE fact_group = 'amounts';

CREATE VIEW dates AS
SELECT
  filing_id, registrant, date_of_report, type, action, event_kind, kind, value AS date, not_before, not_after,
  status, certainty, hedge, text, title, quote, document, item, exhibit,
  accession_number, form, cik, filed_on, deal_id, deal, event_id, event, fact_id, fact
FROM facts WHERE fact_group = 'dates';

-- What the checks found, and what is said of a summary's making.
CREATE VIEW warnings AS
SELECT
  filing.id AS filing_id, filing.accession_number, filing.form, filing.registrant, filing.cik,
  filing.date_of_report, filing.filed_on,
  finding.kind, finding.about, finding.text, finding.reason, finding.agrees,
  finding.document, finding.start_char, finding.end_char
FROM filing
JOIN finding ON finding.summary_id = filing.summary_id
WHERE finding.agrees IS NOT 1;

CREATE VIEW failures AS
SELECT
  failure.id AS failure_id, failure.name AS source, failure.part, failure.kind, failure.reason,
  configuration.engine, configuration.model, failure.failed_at, failure.run_id, source.sha256
FROM failure
JOIN configuration ON configuration.id = failure.configuration_id
LEFT JOIN source ON source.id = failure.source_id;

-- What the questions about each filing took: those that its current summary was made of.
CREATE VIEW costs AS
SELECT
  filing.id AS filing_id, filing.accession_number, filing.registrant, filing.date_of_report, filing.filed_on,
  exchange.model, exchange.via,
  count(*) AS questions, sum(exchange.input_tokens) AS input_tokens, sum(exchange.output_tokens) AS output_tokens,
  sum(CAST(exchange.cost_usd AS REAL)) AS cost_usd, sum(exchange.cost_usd IS NULL) AS without_price,
  sum(exchange.seconds) AS seconds
FROM filing
JOIN summary_exchange ON summary_exchange.summary_id = filing.summary_id
JOIN exchange ON exchange.id = summary_exchange.exchange_id
GROUP BY filing.id, exchange.model, exchange.via;
