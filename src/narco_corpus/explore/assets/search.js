// Search: full text, entity, label, date, state, split; results as a table, as CSV and as code that gives the same rows.
"use strict";
(() => {
  const { h, number } = NC;
  const NAMES = ["q", "in", "entity", "with", "label", "state", "from", "to", "split", "source", "language", "reposts", "order"];
  const PAGE = 25, AROUND = 90;

  function read(values) {
    const query = {};
    for (const name of NAMES) if (values.get(name)) query[name] = values.get(name).trim();
    if (!NC.site.with_comments && query.in === "comments") delete query.in;
    for (const name of ["from", "to"]) if (query[name] && !/^\d{4}-\d\d-\d\d$/.test(query[name])) delete query[name];
    return query;
  }

  // Where the words or the entity stand in a text: the mention's segment, else the first word found.
  function excerpt(paragraphs, query) {
    for (const id of [query.entity, query.with]) {
      if (!id) continue;
      for (const p of paragraphs) for (let n = 0; n < p.length; n++) {
        if (typeof p[n] === "string" || p[n][2] !== id) continue;
        return { before: tail(NC.plainText([p.slice(0, n)])), text: p[n][0], after: head(NC.plainText([p.slice(n + 1)])), label: p[n][1], at: p[n][3] + "-" + p[n][4] };
      }
    }
    const folds = NC.queryWords(query.q).map((w) => w.replace("*", ""));
    for (const p of folds.length ? paragraphs : []) {
      const characters = [...NC.plainText([p])], folded = characters.map(NC.fold), all = folded.join("");
      for (const word of folds) {
        const found = new RegExp("(?<![\\p{L}\\p{N}])" + word, "u").exec(all);
        if (!found) continue;
        let at = 0, first = 0;
        while (at < found.index) at += folded[first++].length;
        let last = first;
        while (at < found.index + word.length) at += folded[last++].length;
        return { before: tail(characters.slice(0, first).join("")), text: characters.slice(first, last).join(""), after: head(characters.slice(last).join("")), label: "" };
      }
    }
    return { before: "", text: "", after: head(paragraphs.length ? NC.plainText([paragraphs[0]]) : "", 2 * AROUND), label: "" };
  }
  const tail = (text) => { const c = [...text]; return c.length > AROUND ? "…" + c.slice(-AROUND).join("").replace(/^\S*\s/, "") : text; };
  const head = (text, most = AROUND) => { const c = [...text]; return c.length > most ? c.slice(0, most).join("").replace(/\s\S*$/, "") + "…" : text; };

  async function results(query, result, start) {
    const shown = result.found.slice(start, start + PAGE), docs = shown.map(result.doc);
    const posts = await NC.rows("r", docs), inComments = query.in === "comments";
    const columns = result.columns;
    return Promise.all(shown.map(async (n, i) => {
      const [id, title] = posts[i], doc = docs[i], post = await NC.record("a", id);
      const comment = inComments ? post.comments[result.place(n)] : null;
      const inTitle = !comment && post.title ? excerpt([post.title], query) : null;
      const part = comment ? excerpt(comment.text, query) : excerpt(post.body, query);
      const place = part.at ? (comment ? "comment:" : "body:") + part.at : inTitle && inTitle.at ? "title:" + inTitle.at : null;
      const link = h("a", { href: NC.textAddress(comment ? comment.id : id, place) }, NC.postTitle(title), comment && " – comment " + comment.number);
      return [NC.isoDate(columns.date[doc]) || "–", h("div", {}, link, part.text || part.after ? NC.quote(part.before, part.text, part.after, part.label, post.warnings) : null),
        post.source || "", post.split];
    }));
  }

  async function csv(query, result) {
    const inComments = query.in === "comments", columns = result.columns, docs = result.found.map(result.doc);
    const posts = await NC.rows("r", docs), comments = inComments ? await NC.rows("u", result.found) : null;
    const name = (column, doc) => (columns[column][doc] < 0 ? null : columns[column + "_values"][columns[column][doc]]);
    const heads = inComments ? ["comment_id", "article_id", "number", "author", "published_on", "title"] : ["article_id", "published_on", "title", "source", "split", "url"];
    const lines = docs.map((doc, i) => {
      const [id, title, url] = posts[i], date = NC.isoDate(columns.date[doc]) || null;
      return inComments ? [comments[i][0], id, comments[i][1], comments[i][2], date, title] : [id, date, title, name("source", doc), name("split", doc), url];
    });
    return NC.csv(heads, lines, ["published_on"]);
  }

  function field(name, text, input) {
    input.id = "s-" + name;
    input.name = name;
    return h("p", { class: "f-" + name }, h("label", { for: "s-" + name }, text), input);
  }
  const choice = (list, chosen, any) => h("select", {}, any !== null && h("option", { value: "" }, any), list.map(([value, text]) => h("option", { value, selected: value === chosen }, text)));

  async function form(query) {
    const site = NC.site, [columns, states, entities] = await Promise.all([NC.load("columns"), NC.load("states"), NC.load("entities")]);
    const plain = (name) => columns[name + "_values"].map((v) => [v, v]);
    const options = h("datalist", { id: "names" });
    const entity = (name) => h("input", { list: "names", autocomplete: "off", value: query[name] || "", oninput: (event) => suggest(event.target.value) });
    const byName = (text) => {
      const wanted = NC.fold(text.trim());
      return wanted && (entities.find((e) => e[0] === text.trim()) || entities.find((e) => [e[1], ...e[6]].some((n) => NC.fold(n) === wanted)) || entities.find((e) => [e[1], ...e[6]].some((n) => NC.fold(n).includes(wanted))));
    };
    function suggest(text) {
      const wanted = NC.fold(text.trim());
      const found = entities.filter((e) => [e[0], e[1], ...e[6]].some((n) => NC.fold(n).includes(wanted))).slice(0, 12);
      options.replaceChildren(...found.map((e) => h("option", { value: e[1] }, NC.labelName(e[2]) + " · " + [e[0], ...e[6]].slice(0, 4).join(", "))));
    }
    const named = new Map(entities.map((e) => [e[0], e[1]]));
    const fields = ["entity", "with"].map((name) => { const input = entity(name); input.value = named.get(query[name]) || query[name] || ""; return input; });
    function submit(event) {
      event.preventDefault();
      const values = {};
      for (const name of NAMES) {
        const input = event.target.elements[name];
        if (!input || !input.value.trim()) continue;
        const found = name === "entity" || name === "with" ? byName(input.value) : null;
        values[name] = found ? found[0] : input.value.trim();
      }
      const address = NC.searchAddress(values);
      if (address === location.hash) window.dispatchEvent(new HashChangeEvent("hashchange")); else location.hash = address;
    }
    return h("form", { class: "filters", role: "search", onsubmit: submit },
      field("q", "Words (all of them; a star ends a beginning: extor*)", h("input", { type: "search", value: query.q || "" })),
      site.with_comments && field("in", "Look in", choice([["comments", "comments"]], query.in, "posts")),
      field("entity", "Names", fields[0]), field("with", "and names", fields[1]),
      field("label", "Label", choice(site.labels.map((v, n) => [v, NC.labelName(n)]), query.label, "any")),
      field("state", "State", choice(states.map(([code, name]) => [code, name]).sort((a, b) => a[1].localeCompare(b[1])), query.state, "any")),
      field("from", "From", h("input", { type: "date", value: query.from || "" })), field("to", "To", h("input", { type: "date", value: query.to || "" })),
      field("split", "Split", choice(plain("split"), query.split, "any")),
      field("source", "Site", choice(plain("source"), query.source, "any")),
      field("language", "Language", choice(plain("language"), query.language, "any")),
      site.reposts > 0 && field("reposts", "Re-posts", choice([["too", "shown too"]], query.reposts, "left out")),
      field("order", "Order", choice([["oldest", "oldest first"]], query.order, "newest first")),
      h("p", { class: "f-go" }, h("button", {}, "Search"), " ", h("a", { href: "#/search" }, "Clear")), options);
  }

  NC.pages.search = async (_, values) => {
    const query = read(values), result = await NC.find(query), total = result.found.length;
    const what = query.in === "comments" ? ["comment", "comments"] : ["post", "posts"];
    const list = h("div", { class: "results" }), more = h("p", {});
    let start = Math.max(Math.floor((Number(values.get("page")) || 1) - 1), 0) * PAGE;
    if (start >= total) start = 0;
    const rows = await results(query, result, start);
    list.append(NC.table("Results", ["Date", what[0] === "post" ? "Post" : "Comment", "Site", "Split"], rows, { hidden: true }));
    const go = (page, text) => h("a", { class: "button", href: NC.searchAddress({ ...query, page: page }) }, text);
    const page = start / PAGE + 1, last = Math.ceil(total / PAGE);
    if (page > 1) more.append(go(page - 1, "Before"), " ");
    if (page < last) more.append(go(page + 1, "Next"));
    const near = total ? [] : (await NC.meant(query)).map(([text, other]) => h("a", { href: NC.searchAddress(other) }, text));
    const wordless = NC.wordless(query), code = NC.snippets(query);
    const block = (name, text) => h("details", {}, h("summary", {}, "The same rows with " + name), h("pre", { tabindex: "0" }, h("code", {}, text)),
      h("button", { type: "button", class: "quiet", onclick: (event) => navigator.clipboard.writeText(text).then(() => { event.target.textContent = "Copied"; }) }, "Copy"));
    return {
      title: "Search",
      content: [h("h1", {}, "Search"), !NC.site.with_comments && h("p", { class: "note" }, "Searches titles and bodies. Comments are left out: these pages were built without ", h("code", {}, "--with-comments"), "."),
        await form(query),
        h("p", { role: "status", class: "found" }, wordless && "No word to search for: signs and emoji are not in the index. ", h("b", {}, NC.plural(total, ...what)), " of " + number(result.all) + (last > 1 ? ", page " + number(page) + " of " + number(last) : ""),
          result.left > 0 && [". ", h("a", { href: NC.searchAddress({ ...query, reposts: "too" }) }, number(result.left) + (what[0] === "post" ? " more in re-posts of another post" : " more under re-posts of another post")), result.left === 1 ? " is left out." : " are left out."]),
        NC.didYouMean(near), total > 0 && list, total > 0 && more,
        h("div", { class: "take" }, total > 0 && h("button", { type: "button", onclick: async () => NC.save("narco-corpus-" + what[1] + ".csv", "text/csv;charset=utf-8", await csv(query, result)) }, "Download all as CSV"), total > 0 && h("p", { class: "note" }, "A cell of the CSV that a spreadsheet would take for a formula, a number or a date begins with an apostrophe (') that is no part of it."), !wordless && [block("polars", code.polars), block("DuckDB", code.duckdb)])],
    };
  };
})();
