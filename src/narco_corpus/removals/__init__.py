"""What was withdrawn: the ledger, what an older release still holds of it, and what others quoted of it."""
