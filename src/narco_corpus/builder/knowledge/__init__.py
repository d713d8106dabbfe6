"""Curated facts on groups, authorities, media, organisations, persons and places, and their readers."""
