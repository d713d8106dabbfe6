"""Find the names in a document and link them to the knowledge base."""
