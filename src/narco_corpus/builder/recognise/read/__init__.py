"""Which words are names, and of what: begin at `document`, which reads candidates twice with a trained `model`."""
