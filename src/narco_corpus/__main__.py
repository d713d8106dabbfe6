"""`python -m narco_corpus` is the command line."""

from narco_corpus.cli import main

main()
