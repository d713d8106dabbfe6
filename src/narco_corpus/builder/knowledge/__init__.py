"""Curated facts on groups, authorities, media, organisations, persons and places, and their readers."""

from narco_corpus.builder.knowledge.catalogue import entity_row, is_entity, parents

__all__ = ["entity_row", "is_entity", "parents"]
