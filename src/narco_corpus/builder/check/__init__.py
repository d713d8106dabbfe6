"""Whether a document, many documents and a whole release keep the schema and the rules that no schema can say."""
