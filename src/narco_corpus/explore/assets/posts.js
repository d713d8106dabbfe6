// Texts with their mentions, quotes, and the warning that stands before graphic posts.
"use strict";
(() => {
  const { h } = NC;
  const GATED = ["graphic_violence", "hate_speech"];
  let opened = false;

  const plain = (segment) => (typeof segment === "string" ? segment : segment[0]);
  const plainText = (paragraphs) => paragraphs.map((p) => p.map(plain).join("")).join("\n\n");

  // One paragraph: texts and links; `chosen` is the place of the mention that the address means, if it is in this text.
  function segments(paragraph, chosen) {
    return paragraph.map((segment) => {
      if (typeof segment === "string") return segment;
      const [text, label, entity, start, end, confidence] = segment;
      const told = NC.labelName(label) + (entity ? " · " + entity : " · not linked") + " · sure to " + Math.round(100 * confidence) + " %";
      const mark = entity
        ? h("a", { href: NC.entityAddress(entity), class: "m m" + label, title: told }, text)
        : h("span", { class: "m m" + label + " loose", title: told }, text);
      mark.dataset.label = label;
      if (chosen === start + "-" + end) mark.classList.add("chosen");
      return mark;
    });
  }

  const needsWarning = (warnings) => GATED.filter((w) => warnings.includes(w));

  // The warning; `show` makes what stands behind it, at once where the reader has chosen so before.
  function gate(warnings, what, show) {
    const reasons = needsWarning(warnings);
    if (!reasons.length || opened) return show();
    const box = h("div", { class: "gate" },
      h("h2", {}, "Before you read"),
      h("p", {}, "This " + what + " is marked for ", h("strong", {}, reasons.map(NC.words).join(" and ")), ". It may describe killings and bodies in detail or insult people."),
      h("p", {}, h("button", { type: "button", onclick: () => open(false) }, "Show it"), " ", h("button", { type: "button", class: "quiet", onclick: () => open(true) }, "Show it and do not ask again")));
    function open(always) {
      opened = opened || always;
      const shown = [show()].flat();
      box.replaceWith(...shown);
      shown[0].setAttribute("tabindex", "-1");
      shown[0].focus({ preventScroll: true });
      document.dispatchEvent(new Event("shown"));
    }
    return box;
  }

  // A quote; of a graphic post it stays closed until asked for.
  function quote(before, text, after, label, warnings) {
    const words = () => h("p", { class: "quote", dir: "auto" }, before, h("mark", { class: "m m" + label }, text), after);
    const reasons = needsWarning(warnings);
    return reasons.length && !opened ? h("details", { class: "quote" }, h("summary", {}, "Quote from a post marked for " + reasons.map(NC.words).join(" and ")), words()) : words();
  }

  const title = (text) => (text === null || text === undefined ? h("i", {}, "(no title)") : h("bdi", {}, text));

  Object.assign(NC, { segments, plainText, gate, quote, needsWarning, postTitle: title });
})();
