"""Screens of this domain: `public` for everybody, `awards` and `decisions` for those who signed in."""
