// The overview: what the release holds, over time, whom it names, how good it is, what was set aside.
"use strict";
(() => {
  const { h, number } = NC;

  function counts(site) {
    const mentions = Object.values(site.by_label).reduce((sum, [a, , b]) => sum + a + b, 0);
    const linked = Object.values(site.by_label).reduce((sum, [, a, , b]) => sum + a + b, 0);
    const tile = (n, text, more) => h("li", {}, h("b", {}, number(n)), " ", text, more && h("small", {}, more));
    const span = site.months.length ? site.months[0][0] + " to " + site.months[site.months.length - 1][0] : "no dates";
    return h("ul", { class: "tiles" },
      tile(site.posts, site.posts === 1 ? "post" : "posts", span + (site.reposts ? "; beside them " + NC.plural(site.reposts, "re-post", "re-posts") : "")),
      tile(site.comments, site.comments === 1 ? "comment" : "comments", "under the posts"),
      tile(mentions, "mentions", number(linked) + " linked to an entity"),
      tile(site.tables.entities.rows, "entities", "groups, persons, places …"));
  }

  function timeline(site) {
    if (!site.months.length) return h("p", {}, "No post has a date.");
    return NC.overTime(site.months, (byYear) => {
      const posts = NC.summed(site.months, byYear, 1), comments = NC.summed(site.months, byYear, 2);
      const list = NC.periods(site.months, byYear);
      const draw = (values, name, caption) => {
        const points = list.map((p) => [p, values.get(p) || 0]);
        const lines = points.filter((p) => p[1]).map((p) => [p[0], number(p[1])]);
        return NC.figure(name, caption, NC.bars(caption, points, name), NC.table(caption, [byYear ? "Year" : "Month", name], lines, { numeric: [1], hidden: true }));
      };
      return [draw(posts, "posts", "Posts by " + (byYear ? "year" : "month") + " of publication" + (site.undated ? " (" + number(site.undated) + " without a date are left out)" : "")),
        draw(comments, "comments", "Comments by the " + (byYear ? "year" : "month") + " of their post")];
    });
  }

  function labels(site) {
    const lines = site.labels.map((label, n) => {
      const [posts, linked, comments, linkedThere] = site.by_label[label];
      return [NC.chip(n), number(posts), NC.percent(linked, posts), number(comments), NC.percent(linkedThere, comments)];
    });
    return NC.table("Mentions by label", ["Label", "In posts", "linked", "In comments", "linked"], lines, { numeric: [1, 2, 3, 4], hidden: true });
  }

  function top(site) {
    const boxes = site.top.map((list, label) => list.length > 0 && h("section", { class: "top" },
      h("h3", {}, NC.labelName(label, true)),
      h("ol", {}, list.map(([id, name, posts, comments]) => h("li", {}, h("span", {}, NC.entityLink(id, name, label)), " ",
        h("span", { class: "n" }, NC.plural(posts, "post", "posts"), site.with_comments && h("small", {}, NC.plural(comments, "comment", "comments"))))))));
    return h("div", { class: "columns" }, boxes);
  }

  const interval = (v) => (v ? " (" + v[0].toFixed(2) + "–" + v[1].toFixed(2) + ")" : "");

  function quality(site) {
    const found = site.quality;
    if (!found) return h("div", {}, elsewhere(site.measured, site.own_names), h("p", {}, "Not measured on these posts. ", h("code", {}, "narco-corpus evaluate RELEASE GOLD --json > quality.json"), " measures them against annotated ones; ", h("code", {}, "narco-corpus browse --quality quality.json"), " shows it here."));
    const lines = found.mentions.map(([name, ...rest]) => [site.labels.includes(name) ? NC.chip(site.labels.indexOf(name)) : name,
      ...rest.slice(0, 3).map(([value, ends]) => !rest[3] ? "–" : h("span", {}, value.toFixed(3), h("small", {}, interval(ends)))), number(rest[3])]);
    const shares = [...found.linking, ...found.structure].map(([name, right, of, ends]) => [NC.words(name), number(right), number(of), of ? h("span", {}, (right / of).toFixed(3), h("small", {}, interval(ends))) : "–"]);
    return h("div", {},
      h("p", {}, "Against " + NC.plural(found.posts, "post", "posts") + " that people annotated; in brackets 95 % intervals over posts."),
      NC.table("Mentions: same span and label", ["Label", "Precision", "Recall", "F1", "Annotated"], lines, { numeric: [1, 2, 3, 4] }),
      NC.table("Links and structure", ["What", "Right", "Of", "Share"], shares, { numeric: [1, 2, 3] }));
  }

  /** What was measured of the recogniser on other texts than these. */
  function elsewhere(measured, own) {
    const share = (value) => (value === null ? "–" : value.toFixed(2));
    const lines = measured.map(([texts, mentions, f1, ends, names, places]) =>
      [texts, number(mentions), h("span", {}, f1.toFixed(3), h("small", {}, interval(ends))), share(names), share(places)]);
    return measured.length > 0 && h("div", {},
      h("p", {}, "The recogniser on other texts, which people annotated" + (own ? ", without the names of its own that this release’s builder added" : "") + ": F1 of mentions with exactly the same characters and label (in brackets the 95 % interval over posts), and the share of right links."),
      NC.table("On other texts", ["Texts", "Annotated", "F1", "Links of organisations and persons", "Links of places"], lines, { numeric: [1, 2, 3, 4] }));
  }

  function changes(site) {
    const last = site.previous;
    if (!last) return h("p", {}, "No earlier release was named (", h("code", {}, "--previous"), ").");
    const sign = (n) => (n > 0 ? "+" : n < 0 ? "−" : "±") + number(Math.abs(n));
    return h("div", {}, h("p", {}, "Against data version ", last.version, "."),
      NC.table("Rows", ["Table", "Before", "Now", "Came", "Went", "Other text"], Object.entries(last.tables).map(([name, row]) => [name, ...row.map(number)]), { numeric: [1, 2, 3, 4, 5], hidden: true }),
      NC.table("Mentions", ["Label", "Before", "Now", "Change"], last.labels.map(([name, before, now]) => [NC.chip(site.labels.indexOf(name)), number(before), number(now), sign(now - before)]), { numeric: [1, 2, 3], hidden: true }));
  }

  function shares(caption, head, list, address, none = "none") {
    const all = list.reduce((sum, [, n]) => sum + n, 0);
    return NC.table(caption, [head, "Posts", "Share"], list.slice(0, 12).map(([value, n]) => [value === null ? none : address ? h("a", { href: address(value) }, NC.words(value)) : NC.words(value), number(n), NC.percent(n, all)]), { numeric: [1, 2] });
  }

  NC.pages.overview = async () => {
    const site = NC.site, rejected = site.captures.rejected;
    const part = (id, heading, ...content) => h("section", { id, "aria-labelledby": id + "-h" }, h("h2", { id: id + "-h" }, heading), content);
    const links = site.network.links.filter(([, , docs], n) => n < 45 && (docs > 1 || site.network.links[0][2] === 1));
    return {
      title: "Overview",
      content: [
        h("h1", {}, "What is in this release"),
        h("p", { class: "lead" }, "Posts of blogs on organised crime in Mexico with their reader comments, and the names in them. Data version ", site.version, ", ", h("a", { href: "#/about" }, "how it was made"), "."),
        counts(site),
        site.reposts > 0 && h("p", { class: "note" }, "Every figure on these pages counts a text once: posts that re-post another one, with their comments, are in none but their own (" + NC.plural(site.reposts, "re-post", "re-posts") + ")."),
        h("form", { class: "find", role: "search", onsubmit: (event) => { event.preventDefault(); location.hash = NC.searchAddress({ q: event.target.elements.q.value }); } },
          h("label", { for: "find" }, "Search the posts" + (site.with_comments ? " and comments" : "")), h("input", { id: "find", name: "q", type: "search" }), h("button", {}, "Search")),
        part("named", "Named most", h("p", { class: "note" }, site.with_comments ? "By the posts that name them; comments are counted beside." : "By the posts that name them. Comments are left out: these pages were built without ", !site.with_comments && h("code", {}, "--with-comments"), !site.with_comments && "."), top(site)),
        part("time", "Over time", timeline(site)),
        part("map", "Where", await NC.map("posts-by-state", "Posts that name a Mexican state or a place in it", site.states, [])),
        part("together", "Co-occurrence", links.length ? NC.network("co-occurrence", "Groups, persons and organisations named in the same posts", site.network.nodes, links, null) : h("p", {}, "Too little to draw: no two groups, persons or organisations are named in the same post.")),
        part("labels", "Labels", h("p", { class: "note" }, "Mentions in posts (title and body) and in comments, and how many of them are linked to an entity."), labels(site)),
        part("sources", "Posts", h("div", { class: "columns" }, shares("Sites", "Site", site.sources, (v) => NC.searchAddress({ source: v })), shares("Languages", "Language", site.languages, (v) => NC.searchAddress({ language: v })), shares("Content warnings", "Warning", site.warnings, null, "none found by a word list"))),
        part("quality", "Quality", quality(site)),
        part("captures", "Captures", h("p", {}, NC.plural(site.captures.read, "capture was", "captures were") + " read: " + number(site.captures.taken) + " taken, " + number(site.captures.merged) + " merged with another of the same post, " + number(rejected) + " set aside" + (site.captures.withdrawn ? ", " + number(site.captures.withdrawn) + " withdrawn" : "") + ". ", rejected > 0 && h("a", { href: "#/about" }, "Which and why"))),
        part("changes", "Since the release before", changes(site)),
      ],
    };
  };
})();
