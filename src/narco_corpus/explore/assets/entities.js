// The list of all entities, found by name or alias and by label.
"use strict";
(() => {
  const { h, number } = NC;
  const SHOWN = 200;

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  NC.pages.entities = async (_, values) => {
    const all = await NC.load("entities"), site = NC.site;
    const list = h("div", {}), told = h("p", { role: "status", class: "note" });
    const name = h("input", { id: "name", type: "search", autocomplete: "off", value: values.get("name") || "" });
    const label = h("select", { id: "label" }, h("option", { value: "" }, "all labels"), site.labels.map((code, n) => h("option", { value: n, selected: values.get("label") === code }, NC.labelName(n, true))));
    function draw() {
      const wanted = fold(name.value.trim()), n = label.value;
      const found = all.filter((e) => (n === "" || e[2] === Number(n)) && (!wanted || [e[1], e[0], ...e[6]].some((text) => fold(text).includes(wanted))));
      told.textContent = NC.plural(found.length, "entity", "entities") + (found.length > SHOWN ? ", the " + SHOWN + " named most are shown" : "");
      const near = found.length ? [] : NC.nearEntities(name.value, all.filter((e) => n === "" || e[2] === Number(n)));
      const heads = ["Name", "Label", "Kind", "Posts", ...(site.with_comments ? ["Comments"] : []), "Other names"];
      list.replaceChildren(NC.didYouMean(near.map(([id, text]) => NC.entityLink(id, text))) || "", NC.table("Entities", heads, found.slice(0, SHOWN).map(([id, text, number_, kind, posts, comments, names]) =>
        [NC.entityLink(id, text), NC.chip(number_), kind ? NC.words(kind) : "", number(posts), ...(site.with_comments ? [number(comments)] : []), h("bdi", {}, names.slice(0, 4).join(", ") + (names.length > 4 ? ", …" : ""))]), { numeric: site.with_comments ? [3, 4] : [3], hidden: true }));
    }
    name.addEventListener("input", draw);
    label.addEventListener("change", draw);
    draw();
    return { title: "Entities", content: [h("h1", {}, "Entities"), h("p", { class: "lead" }, "Everybody and everything that " + (site.with_comments ? "posts and comments name" : "posts name") + ", by name or alias."),
      h("form", { class: "filters", onsubmit: (event) => event.preventDefault() }, h("p", {}, h("label", { for: "name" }, "Name"), name), h("p", {}, h("label", { for: "label" }, "Label"), label)), told, list] };
  };

  NC.fold = fold;
})();
