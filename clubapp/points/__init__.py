"""Points: one ledger, and the only hand that writes in it (but for `club load`, in a demonstration)."""
