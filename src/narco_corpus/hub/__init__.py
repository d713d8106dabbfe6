"""Releases on dataset hubs that speak the protocol of Hugging Face: push one, open one by its tag."""
