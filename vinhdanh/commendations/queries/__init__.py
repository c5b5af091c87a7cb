"""What can be asked of rounds, dossiers and sessions."""
