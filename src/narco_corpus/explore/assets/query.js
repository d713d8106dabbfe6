// Finds posts or comments: each criterion gives rising numbers, the result is what all of them share.
"use strict";
(() => {
  const WORD = /[\p{L}\p{N}]+\*?/gu;

  function numbers(text) {
    if (!text) return [];
    let at = 0;
    return text.split(" ").map((part) => (at += parseInt(part, 36)));
  }

  function shared(lists) {
    lists.sort((a, b) => a.length - b.length);
    return lists.slice(1).reduce((left, right) => {
      const both = [];
      for (let i = 0, j = 0; i < left.length && j < right.length;) {
        if (left[i] === right[j]) { both.push(left[i]); i += 1; j += 1; } else if (left[i] < right[j]) i += 1; else j += 1;
      }
      return both;
    }, lists[0]);
  }

  const words = (q) => NC.fold(q || "").match(WORD) || [];

  // Whether words are asked for and there is none: signs alone are in no index.
  const wordless = (query) => Boolean(query.q) && words(query.q).length === 0;

  // A word, or with a star at its end every word that begins so.
  async function withWord(word, kind) {
    const part = (entry) => numbers(typeof entry === "string" ? (kind ? "" : entry) : entry[kind]);
    if (!word.endsWith("*")) {
      const entry = await NC.record("w", word);
      return entry === null ? [] : part(entry);
    }
    const start = word.slice(0, -1), { w: firsts } = await NC.load("shards"), found = new Set();
    for (let n = Math.max(NC.shardOf(firsts, start), 0); n < firsts.length && (NC.compare(firsts[n], start) <= 0 || firsts[n].startsWith(start)); n++) {
      const shard = await NC.load("w/" + n);
      for (const key of Object.keys(shard)) if (key.startsWith(start)) for (const number of part(shard[key])) found.add(number);
    }
    return [...found].sort((a, b) => a - b);
  }

  // query: q entity with label state split source language from to in order reposts; returns numbers of posts or comments.
  // Re-posts of another post, and what stands under them, are left out unless the query wants them.
  async function find(query) {
    const columns = await NC.load("columns"), inComments = query.in === "comments";
    const posts = columns.date.length, all = columns.comments.reduce((sum, n) => sum + n, 0);
    const firstUnit = [];
    columns.comments.reduce((sum, n, doc) => { firstUnit[doc] = sum; return sum + n; }, 0);
    // The post of each comment.
    const postOf = inComments ? columns.comments.flatMap((n, doc) => Array(n).fill(doc)) : null;
    const units = (docs) => (inComments ? docs.flatMap((doc) => Array.from({ length: columns.comments[doc] }, (_, n) => firstUnit[doc] + n)) : docs);
    const lists = [];
    for (const word of words(query.q)) lists.push(await withWord(word, inComments ? 1 : 0));
    if (wordless(query)) lists.push([]);
    for (const id of [query.entity, query.with]) {
      if (!id) continue;
      const record = await NC.record("e", id);
      lists.push(record ? numbers(inComments ? record.in_comments : record.in_posts) : []);
    }
    if (query.state) {
      const row = (await NC.load("states")).find(([code]) => code === query.state);
      lists.push(units(row ? numbers(row[2]) : []));
    }
    let found = lists.length ? shared(lists) : Array.from({ length: inComments ? all : posts }, (_, n) => n);
    const doc = (n) => (inComments ? postOf[n] : n);
    if (query.label) {
      const bit = 1 << columns.label_names.indexOf(query.label), has = inComments ? columns.unit_labels : columns.labels;
      found = found.filter((n) => has[n] & bit);
    }
    for (const name of ["split", "source", "language"]) {
      if (!query[name]) continue;
      const value = columns[name + "_values"].indexOf(query[name]);
      found = found.filter((n) => columns[name][doc(n)] === value && value >= 0);
    }
    const day = (text) => Math.round(Date.parse(text + "T00:00:00Z") / 86400000);
    if (query.from) { const first = day(query.from); found = found.filter((n) => columns.date[doc(n)] !== null && columns.date[doc(n)] >= first); }
    if (query.to) { const last = day(query.to); found = found.filter((n) => columns.date[doc(n)] !== null && columns.date[doc(n)] <= last); }
    const reposts = new Set(numbers(columns.reposts)), once = (n) => !reposts.has(doc(n)), matching = found.length;
    if (!query.reposts) found = found.filter(once);
    let most = inComments ? all : posts;
    if (!query.reposts) for (const n of reposts) most -= inComments ? columns.comments[n] : 1;
    const turn = query.order === "oldest" ? 1 : -1, date = (n) => columns.date[doc(n)];
    found.sort((a, b) => (date(a) === null) - (date(b) === null) || turn * (date(a) - date(b)) || a - b);
    return { found, doc, columns, place: (n) => n - firstUnit[doc(n)], all: most, left: matching - found.length };
  }

  const isoDate = (day) => (day === null ? "" : new Date(day * 86400000).toISOString().slice(0, 10));

  Object.assign(NC, { find, queryWords: words, wordless, isoDate });
})();
