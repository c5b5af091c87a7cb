"""Pages of rounds, dossiers, sessions and decisions."""
