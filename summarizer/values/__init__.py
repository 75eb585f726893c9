"""Words to values: money, dates, percentages, durations, quantities, numbers, hedges and negations.

Every ``find_*`` takes a text and returns what it finds in order of start, without overlap; ``text[v.start:v.end]``
is ``v.text``. Nothing is guessed and nothing is rounded. The work grows with the length of the text, no faster.
"""

from summarizer.values.dates import DateValue, find_dates
from summarizer.values.durations import Duration, find_durations
from summarizer.values.hedges import Hedge, Negation, find_hedges, find_negations, is_redacted
from summarizer.values.money import Money, find_money
from summarizer.values.numbers import Number, find_numbers
from summarizer.values.percentages import Percentage, find_percentages
from summarizer.values.quantities import Quantity, find_quantities

__all__ = [
    "DateValue",
    "Duration",
    "Hedge",
    "Money",
    "Negation",
    "Number",
    "Percentage",
    "Quantity",
    "find_dates",
    "find_durations",
    "find_hedges",
    "find_money",
    "find_negations",
    "find_numbers",
    "find_percentages",
    "find_quantities",
    "is_redacted",
]
