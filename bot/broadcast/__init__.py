"""Weekly tips, warnings and drills: planned into a ledger, sent from it once each."""
