"""Proposed deals and events → facts that the filing bears out, and what was held against the rest."""
