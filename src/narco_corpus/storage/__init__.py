"""Releases at addresses: over http, on s3 and wherever fsspec reaches, with a cache of whole files by content."""
