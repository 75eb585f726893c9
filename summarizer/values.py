"""Words → values."""
