"""The build: runs the steps over the captures, on this machine or on an executor, and puts the release into place."""

from narco_corpus.builder.pipeline.build import build
from narco_corpus.builder.pipeline.ingest import Reject
from narco_corpus.builder.pipeline.report import BuildReport
from narco_corpus.builder.pipeline.told import Held, Told, Unused
from narco_corpus.builder.pipeline.watch import Bounds

__all__ = ["Bounds", "BuildReport", "Held", "Reject", "Told", "Unused", "build"]
