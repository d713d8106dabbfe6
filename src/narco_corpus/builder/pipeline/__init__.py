"""The build: runs the steps over the captures, on this machine or on an executor, and puts the release into place."""

from narco_corpus.builder.pipeline.run import BuildReport, build

__all__ = ["BuildReport", "build"]
