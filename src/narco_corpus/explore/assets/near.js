// What somebody may have meant who looked for something that is not there: names and words spelt nearly alike.
"use strict";
(() => {
  const { h } = NC;
  const MOST = 4;

  // Letters to change, add, leave out or swap with the next, to make one text of the other; `limit` + 1 where more.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i++) {
      const line = [i];
      for (let j = 1; j <= b.length; j++) {
        line[j] = Math.min(last[j] + 1, line[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) line[j] = Math.min(line[j], before[j - 2] + 1);
      }
      if (Math.min(...line) > limit) return limit + 1;
      [before, last] = [last, line];
    }
    return last[b.length];
  }
  const tolerance = (text) => (text.length < 4 ? 0 : text.length < 7 ? 1 : text.length < 12 ? 2 : 3);

  // The entities with a name, alias or id nearly like a text, the nearest and then the most named first.
  function nearEntities(text, entities) {
    const wanted = NC.fold(text.trim()), limit = tolerance(wanted);
    const far = (e) => Math.min(...[e[0], e[1], ...e[6]].map((name) => distance(wanted, NC.fold(name), limit)));
    const found = limit ? entities.map((e) => [far(e), e]).filter(([d]) => d <= limit) : [];
    return found.sort(([a, d], [b, e]) => a - b || e[4] - d[4]).slice(0, MOST).map(([, e]) => e);
  }

  // The words nearly like one: of those that stand beside it in the index, and of the entities' names.
  async function nearWords(word, entities) {
    const { w: firsts } = await NC.load("shards"), limit = tolerance(word), words = new Set();
    if (!limit || !firsts.length) return [];
    for (const key of Object.keys(await NC.load("w/" + Math.max(NC.shardOf(firsts, word), 0)))) words.add(key);
    for (const e of entities) for (const name of [e[1], ...e[6]]) for (const part of NC.queryWords(name)) words.add(part);
    const found = [...words].map((other) => [distance(word, other, limit), other]).filter(([d]) => d > 0 && d <= limit);
    return found.sort(([a, one], [b, other]) => a - b || NC.compare(one, other)).slice(0, MOST).map(([, other]) => other);
  }

  // Queries beside one that found nothing, each of which finds something: [text, query].
  async function meant(query) {
    const entities = await NC.load("entities"), tried = [];
    for (const name of ["entity", "with"]) {
      if (!query[name] || entities.some((e) => e[0] === query[name])) continue;
      for (const e of nearEntities(query[name], entities)) tried.push([e[1], { ...query, [name]: e[0] }]);
    }
    // All words that no post has are replaced at once: by the nearest each, then by the next nearest.
    const words = NC.queryWords(query.q), near = new Map();
    for (const word of words) {
      if (!word.endsWith("*") && (await NC.record("w", word)) === null) near.set(word, await nearWords(word, entities));
    }
    const replaced = (n) => words.map((word) => (near.has(word) ? near.get(word)[Math.min(n, near.get(word).length - 1)] : word));
    const turns = near.size && [...near.values()].every((list) => list.length) ? Math.max(...[...near.values()].map((list) => list.length)) : 0;
    for (let n = 0; n < turns; n++) {
      const q = replaced(n).join(" ");
      tried.push([q, { ...query, q }]);
    }
    const found = [];
    for (const [text, other] of tried) if (found.length < MOST && (await NC.find(other)).found.length) found.push([text, other]);
    return found;
  }

  // "Did you mean", with what was found; nothing where nothing was.
  function didYouMean(links) {
    return links.length > 0 && h("p", { class: "meant" }, "Did you mean ", links.map((link, n) => [n > 0 && (n === links.length - 1 ? " or " : ", "), link]), "?");
  }

  Object.assign(NC, { nearEntities, meant, didYouMean });
})();
