"""Points: one ledger, and the only hand that writes in it."""
