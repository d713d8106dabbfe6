// Shows the page that the address names: #/…  or  #a-… for a post, a comment or a mention, or #los-zetas for an entity.
"use strict";
(() => {
  const { h } = NC;
  let shown = 0, first = true;

  function route(hash) {
    const text = hash.replace(/^#/, "");
    if (text && !text.startsWith("/")) {
      let id = text;
      try { id = decodeURIComponent(text); } catch { /* an address that was typed: as it stands */ }
      return [/^a-[0-9a-f]{16}(?![\p{L}\p{N}])/u.test(id) ? "article" : "entity", id, null];
    }
    const [path, query] = text.split(/\?(.*)/s);
    const [, page, ...rest] = path.split("/");
    let key = rest.join("/");
    try { key = decodeURIComponent(key); } catch { /* an address that was typed: as it stands */ }
    const known = ["search", "entities", "entity", "about"].includes(page) ? page : "overview";
    return [known, key, new URLSearchParams(query || "")];
  }

  async function show() {
    const turn = ++shown, main = document.getElementById("main"), [name, key, values] = route(location.hash);
    let page;
    try {
      if (!NC.site) throw new Error("A part of these pages is missing: data/site.js. Get the whole folder again.");
      page = await NC.pages[name](key, values);
    } catch (error) {
      page = { title: "Error", content: [h("h1", {}, "This page could not be shown"), h("p", { role: "alert" }, error.message)] };
    }
    if (turn !== shown) return;
    document.title = NC.visible(page.title) + " – narco-corpus";
    main.replaceChildren(...page.content.flat().filter((c) => c instanceof Node));
    main.dataset.page = name;
    for (const link of document.querySelectorAll("nav a")) {
      if (link.dataset.page === name) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
    if (!first) {
      window.scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
    if (page.after) page.after();
    first = false;
    document.body.dataset.ready = String(turn);
  }

  if (NC.site) document.getElementById("version").textContent = NC.site.version;
  // A link to the address that is shown already goes to its place again.
  window.addEventListener("hashchange", show);
  show();
})();
