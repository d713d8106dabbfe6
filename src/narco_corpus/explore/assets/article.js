// An article as people read it: text with mentions, its provenance beside it, the tree of its comments below.
"use strict";
(() => {
  const { h } = NC;

  // An address is an id of the release: of a post (a-…), a comment (a-…-…) or a mention (a-…:title:0-9, a-…:body:10-19, a-…-…:comment:10-19).
  function target(hash) {
    const [, unit, field, at] = /^(.*?)(?::(?:(title|body|comment):)?(\d+-\d+))?$/s.exec(hash);
    const [, article, own] = /^(a-[0-9a-f]{16})-(.+)$/s.exec(unit) || [null, unit, null];
    return { article, own, field: field || "body", at };
  }

  // A post by its id, or by one that it had before or has as another capture: its own id and its record.
  async function found(id) {
    const post = await NC.record("a", id), own = post ? id : await NC.record("i", id);
    return own ? [own, post || await NC.record("a", own)] : [id, null];
  }

  // The comment of a post that an address means: by its id, else by its number (a-…-c1.2), as older pages had it.
  function meant(want, article, comments) {
    return want.own && (comments.find((c) => c.id === article + "-" + want.own) || comments.find((c) => "c" + c.number === want.own));
  }

  function provenance(id, post) {
    const line = (name, ...value) => [h("dt", {}, name), h("dd", {}, value)];
    return h("aside", { class: "margin", "aria-label": "Provenance" }, h("dl", {},
      line("Published", post.date || "no date printed"),
      post.byline && line("Byline", h("bdi", {}, post.byline)),
      line("Site", post.source || "unknown"),
      post.url && line("Address", NC.outside(post.url)),
      line("Id", h("code", {}, id)),
      post.aliases.length > 0 && line("Also known as", h("code", {}, post.aliases.join(", "))),
      post.duplicate_of && line("Re-post of", h("a", { href: NC.textAddress(post.duplicate_of) }, post.duplicate_of)),
      line("Split", post.split), post.language && line("Language", post.language),
      line("Rights", post.license),
      line("Content", post.warnings.length ? post.warnings.map(NC.words).join(", ") : "none found by a word list"),
      line("Capture", h("code", {}, post.path), !post.complete && h("strong", { class: "alert" }, " breaks off before the end of the page")),
      line("SHA-256", h("code", { class: "hash" }, post.sha256)),
      post.retrieved && line("Fetched", post.retrieved),
      post.merged > 0 && line("Merged", NC.plural(post.merged, "further capture", "further captures"))));
  }

  function paragraphs(list, chosen) {
    return list.map((p) => h("p", { dir: "auto" }, NC.segments(p, chosen)));
  }

  // `here`: the comment that the address means; `at`: the place in it; `numbers`: of all comments by their ids.
  function comment(c, here, at, numbers) {
    const chosen = c === here;
    const jump = (id) => h("a", { href: NC.textAddress(id) }, numbers.get(id));
    return h("article", { class: "comment" + (chosen && !at ? " chosen" : ""), id: c.id, "aria-label": "Comment " + c.number, tabindex: "-1" },
      h("header", {},
        h("a", { href: NC.textAddress(c.id), class: "number" }, c.number), " ",
        h("span", {}, h("bdi", {}, c.author || "anonymous")), c.date && h("time", { datetime: c.date }, c.date),
        c.parent && h("span", {}, "reply to ", jump(c.parent)),
        c.addressed ? h("span", {}, "answers ", jump(c.addressed)) : c.addressed_time && h("span", {}, "answers a comment of “" + c.addressed_time + "”")),
      paragraphs(c.text, chosen ? at : null));
  }

  // Comments as nested lists, so that a screen reader tells the level.
  function tree(comments, here, at) {
    const numbers = new Map(comments.map((c) => [c.id, c.number]));
    const root = h("ol", { class: "tree" }), lists = [root];
    for (const c of comments) {
      const depth = Math.min(c.depth, lists.length - 1);
      lists.length = depth + 1;
      const item = h("li", {}, comment(c, here, at, numbers)), below = h("ol", {});
      lists[depth].append(item);
      item.append(below);
      lists.push(below);
    }
    for (const list of root.querySelectorAll("ol:empty")) list.remove();
    return root;
  }

  function legend(root) {
    const found = new Map();
    for (const mark of root.querySelectorAll("[data-label]")) found.set(Number(mark.dataset.label), (found.get(Number(mark.dataset.label)) || 0) + 1);
    return h("ul", { class: "legend", "aria-label": "Mentions by label" }, [...found].sort((a, b) => a[0] - b[0]).map(([label, n]) => h("li", {}, NC.chip(label), " ", NC.number(n))));
  }

  function show(root, want) {
    const goal = root.querySelector(want.at ? ".m.chosen" : ".comment.chosen");
    if (!goal) return;
    goal.scrollIntoView({ block: "center" });
    goal.focus({ preventScroll: true });
  }

  NC.pages.article = async (hash) => {
    const want = target(hash), [id, post] = await found(want.article);
    if (!post) return { title: "Unknown post", content: [h("h1", {}, "No post has this id"), h("p", {}, h("code", {}, hash), " is in no post of this release; it may have been withdrawn. ", h("a", { href: "#/search" }, "Search the posts"), ".")] };
    const here = meant(want, id, post.comments), chosen = (field) => (!want.own && want.field === field ? want.at : null);
    const heading = h("h1", { dir: "auto" }, post.title ? NC.segments(post.title, chosen("title")) : h("i", {}, "(no title)"));
    const reading = () => {
      const text = h("div", { class: "text", lang: post.language }, paragraphs(post.body, chosen("body")));
      const below = h("section", { "aria-labelledby": "comments" }, h("h2", { id: "comments" }, NC.plural(post.comments.length, "comment", "comments")), post.comments.length > 0 && tree(post.comments, here, want.at));
      const whole = h("div", { class: "whole" }, text, below);
      whole.prepend(legend(whole));
      return whole;
    };
    const content = h("div", { class: "reading" }, h("div", { class: "post" }, heading, NC.gate(post.warnings, "post", reading)), provenance(id, post));
    document.addEventListener("shown", () => show(content, want), { once: true });
    return { title: post.title ? NC.plainText([post.title]) : "(no title)", content: [content], after: () => show(content, want) };
  };
})();
