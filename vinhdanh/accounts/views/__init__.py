"""Signing in; one's own account; the accounts of others."""
