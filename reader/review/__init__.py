"""What a person decided: events, state, store, anchoring."""
