// The same rows outside of these pages: polars and DuckDB code for a query.
"use strict";
(() => {
  const pattern = (word) => "(?:^|[^\\p{L}\\p{N}])" + (word.endsWith("*") ? word.slice(0, -1) : word + "(?:$|[^\\p{L}\\p{N}])");

  function polars(query) {
    const inComments = query.in === "comments", text = (value) => JSON.stringify(value);
    const lines = ["import polars as pl", "", 'release = "RELEASE"  # folder of data version ' + NC.site.version,
      "def table(name):", '    return pl.scan_parquet(f"{release}/data/{name}/*.parquet")', ""];
    const key = inComments ? "comment_id" : "article_id";
    lines.push('posts = table("articles")', 'mentions = table("entity_mentions")');
    if (!query.reposts) lines.push('posts = posts.filter(pl.col("duplicate_of").is_null())');
    for (const name of ["split", "source", "language"]) if (query[name]) lines.push("posts = posts.filter(pl.col(" + text(name) + ") == " + text(query[name]) + ")");
    const date = (value) => "pl.date(" + value.split("-").map(Number).join(", ") + ")";
    if (query.from) lines.push('posts = posts.filter(pl.col("published_on") >= ' + date(query.from) + ")");
    if (query.to) lines.push('posts = posts.filter(pl.col("published_on") <= ' + date(query.to) + ")");
    if (query.state) lines.push('places = table("entities").filter(pl.col("label") == "PLACE", pl.coalesce("state", "iso_3166") == ' + text(query.state) + ")",
      'there = mentions.filter(pl.col("comment_id").is_null()).join(places, on="entity_id", how="semi")', 'posts = posts.join(there, on="article_id", how="semi")');
    if (inComments) lines.push('rows = table("comments").join(posts.select("article_id", "published_on", "title"), on="article_id")');
    else lines.push("rows = posts", 'mentions = mentions.filter(pl.col("comment_id").is_null())');
    const folds = NC.queryWords(query.q);
    if (folds.length) {
      lines.push("text = " + (inComments ? 'pl.col("text")' : 'pl.concat_str("title", "body", separator="\\n", ignore_nulls=True)'),
        'text = text.str.to_lowercase().str.normalize("NFD").str.replace_all(r"\\p{M}", "")');
      for (const word of folds) lines.push('rows = rows.filter(text.str.contains(r"' + pattern(word) + '"))');
    }
    for (const id of [query.entity, query.with]) if (id) lines.push('rows = rows.join(mentions.filter(pl.col("entity_id") == ' + text(id) + "), on=" + text(key) + ', how="semi")');
    if (query.label) lines.push('rows = rows.join(mentions.filter(pl.col("label") == ' + text(query.label) + "), on=" + text(key) + ', how="semi")');
    const keys = ['"published_on"', '"article_id"', ...(inComments ? ['"position"'] : [])];
    const turn = query.order === "oldest" ? "" : ", descending=[True" + ", False".repeat(keys.length - 1) + "]";
    const columns = inComments ? '"comment_id", "article_id", "number", "author", "published_on", "title"' : '"article_id", "published_on", "title", "source", "split", "url"';
    lines.push("rows = rows.sort(" + keys.join(", ") + turn + ", nulls_last=True).select(" + columns + ").collect()");
    return lines.join("\n") + "\n";
  }

  function duckdb(query) {
    const inComments = query.in === "comments", text = (value) => "'" + value.replaceAll("'", "''") + "'";
    const from = (name) => "read_parquet('RELEASE/data/" + name + "/*.parquet')";
    const key = inComments ? "comment_id" : "article_id", where = [];
    if (!query.reposts) where.push("p.duplicate_of IS NULL");
    for (const name of ["split", "source", "language"]) if (query[name]) where.push("p." + name + " = " + text(query[name]));
    if (query.from) where.push("p.published_on >= DATE " + text(query.from));
    if (query.to) where.push("p.published_on <= DATE " + text(query.to));
    if (query.state) where.push("p.article_id IN (SELECT m.article_id FROM " + from("entity_mentions") + " m JOIN " + from("entities") + " e USING (entity_id)\n    WHERE m.comment_id IS NULL AND e.label = 'PLACE' AND coalesce(e.state, e.iso_3166) = " + text(query.state) + ")");
    const searched = "strip_accents(lower(" + (inComments ? "c.text" : "concat_ws(chr(10), p.title, p.body)") + "))";
    for (const word of NC.queryWords(query.q)) where.push("regexp_matches(" + searched + ", " + text(pattern(word)) + ")");
    const named = (column, value) => where.push((inComments ? "c." : "p.") + key + " IN (SELECT " + key + " FROM " + from("entity_mentions") + "\n    WHERE " + column + " = " + text(value) + (inComments ? "" : " AND comment_id IS NULL") + ")");
    for (const id of [query.entity, query.with]) if (id) named("entity_id", id);
    if (query.label) named("label", query.label);
    const columns = inComments ? "c.comment_id, c.article_id, c.number, c.author, p.published_on, p.title" : "p.article_id, p.published_on, p.title, p.source, p.split, p.url";
    return "SELECT " + columns + "\nFROM " + (inComments ? from("comments") + " c JOIN " + from("articles") + " p USING (article_id)" : from("articles") + " p") +
      (where.length ? "\nWHERE " + where.join("\n  AND ") : "") +
      "\nORDER BY p.published_on " + (query.order === "oldest" ? "ASC" : "DESC") + " NULLS LAST, p.article_id" + (inComments ? ", c.position" : "") + ";\n";
  }

  NC.snippets = (query) => ({ polars: polars(query), duckdb: duckdb(query) });
})();
