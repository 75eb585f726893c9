"""Filing → proposed deals and events: by a model, or by the built-in rules."""
