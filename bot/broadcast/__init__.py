"""Weekly tips, notices, warnings and drills: planned into a ledger, and sent from it once each."""
