"""Turns an SEC Form 8-K into a validated deal summary and a plain-English brief."""
