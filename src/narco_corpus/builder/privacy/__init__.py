"""Protects the readers who commented: pseudonyms for their names, placeholders for contact details in their texts."""

from narco_corpus.builder.privacy.count import count_masks
from narco_corpus.builder.privacy.masks import mask, mask_all
from narco_corpus.builder.privacy.printed_names import NAMES, hide_names
from narco_corpus.builder.privacy.pseudonyms import Pseudonyms

__all__ = ["NAMES", "Pseudonyms", "count_masks", "hide_names", "mask", "mask_all"]
