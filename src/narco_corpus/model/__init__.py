"""What builder and loader share: the schema of the tables, text rules, ids and the layout of a release."""
