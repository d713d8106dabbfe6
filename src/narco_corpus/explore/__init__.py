"""A release to look into: an article as people read it, and a folder of static pages."""
