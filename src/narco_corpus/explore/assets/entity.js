// The page of an entity: its names, facts and ids, when and where it is named, co-occurrence, and quotes.
"use strict";
(() => {
  const { h, number } = NC;

  function facts(id, e) {
    const line = (name, ...value) => [h("dt", {}, name), h("dd", {}, value)];
    const years = (e.active_from || e.active_to) && (e.active_from || "?") + " – " + (e.active_to || "");
    return h("aside", { class: "margin", "aria-label": "Facts" }, h("dl", {},
      line("Id", h("code", {}, id)),
      e.kind && line("Kind", NC.words(e.kind)),
      e.parent && line("Part of", NC.entityLink(e.parent[0], e.parent[1])),
      e.members.length > 0 && line("Parts named here", h("ul", { class: "plain" }, e.members.map(([other, name]) => h("li", {}, NC.entityLink(other, name))))),
      e.statuses && line("Status", e.statuses.map(NC.words).join(", ")),
      years && line("Active", years),
      e.country && line("Country", e.country), e.state && line("State", e.state),
      e.geonames_id && line("GeoNames", NC.outside("https://www.geonames.org/" + e.geonames_id, String(e.geonames_id))),
      e.inegi_code && line("INEGI code", e.inegi_code),
      e.ucdp_actor_id && line("UCDP actor", NC.outside("https://ucdp.uu.se/actor/" + e.ucdp_actor_id, String(e.ucdp_actor_id))),
      e.ofac_id && line("OFAC", NC.outside("https://sanctionssearch.ofac.treas.gov/Details.aspx?id=" + e.ofac_id, String(e.ofac_id))),
      e.latitude !== undefined && line("Coordinates", e.latitude.toFixed(3) + ", " + e.longitude.toFixed(3)),
      e.sources && line("Sources, or pages to read on", h("ul", { class: "plain" }, e.sources.map((s) => h("li", {}, NC.outside(s)))))));
  }

  function overTime(e) {
    const site = NC.site;
    if (!e.months.length) return h("p", {}, "No dated post names it.");
    return NC.overTime(site.months, (byYear) => {
      const all = NC.summed(site.months, byYear, 1), docs = NC.summed(e.months, byYear, 1), mentions = NC.summed(e.months, byYear, 2);
      const list = NC.periods(site.months, byYear), unit = byYear ? "year" : "month";
      const lines = list.filter((p) => all.get(p)).map((p) => [p, number(mentions.get(p) || 0), number(docs.get(p) || 0), number(all.get(p)), NC.percent(docs.get(p) || 0, all.get(p))]);
      const figures = NC.table("By " + unit, [byYear ? "Year" : "Month", "Mentions", "Posts naming it", "All posts", "Share"], lines, { numeric: [1, 2, 3, 4], hidden: true });
      const first = "Posts that name it, by " + unit + " of publication", second = "Share of the " + unit + "’s posts that name it";
      return [NC.figure(e.name + " posts", first, NC.bars(first, list.map((p) => [p, docs.get(p) || 0]), "posts"), figures),
        NC.figure(e.name + " share", second, NC.bars(second, list.map((p) => [p, all.get(p) ? (docs.get(p) || 0) / all.get(p) : 0, all.get(p) || 0]), "", true))];
    });
  }

  function quotes(e) {
    return h("ol", { class: "quotes" }, e.quotes.map(([post, date, title, before, text, after, place, warnings]) => h("li", {},
      h("p", { class: "from" }, h("a", { href: NC.textAddress(post, place) }, NC.postTitle(title)), date && h("time", { datetime: date }, date)),
      NC.quote(before, text, after, e.label, warnings))));
  }

  NC.pages.entity = async (id) => {
    const e = await NC.record("e", id), site = NC.site;
    if (!e) {
      const near = NC.nearEntities(id, await NC.load("entities")).map(([other, name]) => NC.entityLink(other, name));
      return { title: "Unknown entity", content: [h("h1", {}, "No entity has this id"), NC.didYouMean(near), h("p", {}, h("code", {}, id), " is no entity of this release. ", h("a", { href: "#/entities" }, "All entities"))] };
    }
    const part = (name, heading, ...content) => h("section", { "aria-labelledby": name }, h("h2", { id: name }, heading), content);
    const states = Object.fromEntries(e.states), place = site.labels[e.label] === "PLACE";
    const own = e.latitude !== undefined && place ? [[id, e.name, e.latitude, e.longitude, Math.max(e.posts, 1)]] : [];
    const dots = [...own, ...e.places.filter((p) => p[2] !== null && !(p[0] in states)).map(([other, name, la, lo, n]) => [other, name, la, lo, n])];
    const nodes = [[id, e.name, e.label, e.posts], ...e.others.slice(0, 12)];
    const links = [...e.others.slice(0, 12).map(([, , , n], i) => [0, i + 1, n]), ...e.edges.map(([a, b, n]) => [a + 1, b + 1, n])];
    const aliases = e.aliases.map(([text, kind, language]) => [h("bdi", {}, text), kind ? NC.words(kind) : "", language || ""]);
    const named = e.posts > 0;
    const all = [
      named && h("a", { class: "button", href: NC.searchAddress({ entity: id }) }, e.posts === 1 ? "The post that names it" : "All " + number(e.posts) + " posts that name it"),
      site.with_comments && e.comments > 0 && h("a", { class: "button", href: NC.searchAddress({ entity: id, in: "comments" }) }, e.comments === 1 ? "The comment that names it" : "All " + number(e.comments) + " comments that name it"),
    ];
    const main = h("div", { class: "post" },
      h("p", { class: "over" }, NC.chip(e.label)),
      h("h1", {}, h("bdi", {}, e.name)),
      h("p", { class: "lead" }, named ? "Named " + NC.plural(e.mentions, "time", "times") + " in " + NC.plural(e.posts, "post", "posts") + ", " + NC.percent(e.posts, site.posts) + " of the release" + (e.reposts ? ", and in " + NC.plural(e.reposts, "re-post", "re-posts") + " that no figure here counts" : "") : "No title or body names it",
        site.with_comments ? "; " + NC.plural(e.comment_mentions, "time", "times") + " in " + NC.plural(e.comments, "comment", "comments") + "." : "."),
      h("p", { class: "buttons" }, all),
      !site.with_comments && h("p", { class: "note" }, "Comments are left out here; they stand under their posts. Pages built ", h("code", {}, "--with-comments"), " count and list them."),
      named && part("time", "Over time", overTime(e)),
      part("names", "Names", h("div", { class: "columns" },
        named && NC.table("As posts write it", ["Text", "Mentions"], e.forms.map(([text, n]) => [h("bdi", {}, text), number(n)]), { numeric: [1] }),
        aliases.length > 0 && NC.table("As the knowledge base lists it", ["Name", "Kind", "Language"], aliases))),
      e.others.length > 0 && part("with", "Co-occurrence", NC.network(e.name + " co-occurrence", "Who is named in the same posts", nodes, links, 0),
        NC.table("Posts that name both", ["Name", "Label", "Posts", "Share of its posts"], e.others.map(([other, name, label, n]) => [NC.entityLink(other, name), NC.chip(label), h("a", { href: NC.searchAddress({ entity: id, with: other }) }, number(n)), NC.percent(n, e.posts)]), { numeric: [2, 3] })),
      (e.states.length > 0 || own.length > 0) && part("where", "Where", await NC.map(e.name + " map", place ? "The place, and the states named in its posts" : "States and places named in the same posts; nothing says that it was there", states, dots),
        e.places.length > 0 && NC.table("Places named in the same posts", ["Place", "Posts"], e.places.map(([other, name, , , n]) => [NC.entityLink(other, name), number(n)]), { numeric: [1] })),
      named && part("quotes", e.quotes.length < e.posts ? "Quotes from the newest posts" : "Quotes", quotes(e)));
    return { title: e.name, content: [h("div", { class: "reading" }, main, facts(id, e))] };
  };
})();
