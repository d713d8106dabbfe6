// Ground of all pages: elements made from text alone, data scripts loaded when needed, numbers and dates as people read them.
"use strict";
const NC = (() => {
  const given = new Map();
  const waiting = new Map();
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("narco-corpus", { createScriptURL: (path) => checked(path) })
    : { createScriptURL: (path) => checked(path) };

  // Only data scripts of this folder can be loaded, whatever a text or an address says.
  function checked(path) {
    if (!/^(data\/([a-z]+|[aeiruw]\/\d+)|outlines)\.js$/.test(path)) throw new Error("no data script: " + path);
    return path;
  }

  function give(name, value) {
    given.set(name, value);
    const wait = waiting.get(name);
    if (wait) wait.resolve(value);
  }

  function load(name) {
    if (given.has(name)) return Promise.resolve(given.get(name));
    if (waiting.has(name)) return waiting.get(name).promise;
    const wait = {};
    wait.promise = new Promise((resolve, reject) => { wait.resolve = resolve; wait.reject = reject; });
    waiting.set(name, wait);
    const script = document.createElement("script");
    script.src = policy.createScriptURL(name === "outlines" ? "outlines.js" : "data/" + name + ".js");
    script.onerror = () => {
      waiting.delete(name);
      wait.reject(new Error("A part of these pages is missing: " + name + ".js. Get the whole folder again."));
    };
    script.onload = () => script.remove();
    document.head.append(script);
    return wait.promise;
  }

  // Texts are compared by code points, as the keys of the data scripts were sorted.
  function compare(a, b) {
    const left = [...a], right = [...b];
    for (let i = 0; i < left.length && i < right.length; i++) {
      if (left[i] !== right[i]) return left[i].codePointAt(0) - right[i].codePointAt(0);
    }
    return left.length - right.length;
  }

  function shardOf(firsts, key) {
    let low = 0, high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(firsts[middle], key) <= 0) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  async function record(kind, key) {
    const shards = await load("shards");
    const number = shardOf(shards[kind], key);
    if (number < 0) return null;
    const shard = await load(kind + "/" + number);
    return Object.hasOwn(shard, key) ? shard[key] : null;
  }

  async function rows(kind, numbers) {
    const parts = new Map();
    for (const part of new Set(numbers.map((n) => Math.floor(n / 256)))) parts.set(part, await load(kind + "/" + part));
    return numbers.map((n) => parts.get(Math.floor(n / 256))[n % 256]);
  }

  // Control and direction characters are shown, not obeyed; line ends and joiners of emoji stay.
  const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
  function visible(text) {
    return String(text).replace(unseen, (c) => "\\u" + c.codePointAt(0).toString(16).padStart(4, "0"));
  }

  const SVG = "http://www.w3.org/2000/svg";
  function make(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : visible(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      element.append(child instanceof Node ? child : document.createTextNode(visible(child)));
    }
    return element;
  }
  const h = (name, attributes, ...children) => make(document.createElement(name), attributes, children);
  const s = (name, attributes, ...children) => make(document.createElementNS(SVG, name), attributes, children);

  const number = (n) => n.toLocaleString("en-GB");
  const plural = (n, one, many) => number(n) + " " + (n === 1 ? one : many);
  const percent = (part, all) => (all ? (100 * part / all).toFixed(part / all < 0.1 ? 1 : 0) + " %" : "–");
  const size = (n) => (n >= 1e6 ? (n / 1e6).toFixed(1) + " MB" : (n / 1e3).toFixed(0) + " kB");

  // A link out: http and https only; anything else is text.
  function outside(address, text) {
    let url = null;
    try { url = new URL(address); } catch { url = null; }
    if (!url || !/^https?:$/.test(url.protocol)) return h("span", { class: "address" }, text || address);
    return h("a", { href: url.href, rel: "noopener noreferrer nofollow", target: "_blank", class: "out" }, text || address);
  }

  const labels = {
    CRIMINAL_ORG: ["Criminal group", "Criminal groups"],
    PERSON: ["Person", "Persons"],
    PLACE: ["Place", "Places"],
    AUTHORITY: ["Authority", "Authorities"],
    MEDIA: ["Medium", "Media"],
    ORG: ["Other organisation", "Other organisations"],
  };
  const labelName = (n, many) => (labels[NC.site.labels[n]] || [NC.site.labels[n], NC.site.labels[n]])[many ? 1 : 0];
  const chip = (n) => h("span", { class: "chip m" + n }, labelName(n));
  const words = (code) => String(code).replaceAll("_", " ");

  const entityAddress = (id) => "#/entity/" + encodeURIComponent(id);
  const entityLink = (id, name, label) => h("a", { href: entityAddress(id), class: label === undefined ? null : "m m" + label }, h("bdi", {}, name));
  // Of a post or a comment by its id; `place` is a field and offsets in it, so the address of a mention is its id too.
  const textAddress = (id, place) => "#" + id + (place ? ":" + place : "");
  const searchAddress = (values) => "#/search?" + new URLSearchParams(values);

  function table(caption, heads, lines, options) {
    const numeric = new Set((options || {}).numeric || []);
    const cell = (kind, value, n) => h(kind, { class: numeric.has(n) ? "n" : null, scope: kind === "th" ? "col" : null }, value);
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      h("table", {}, h("caption", { class: (options || {}).hidden ? "unseen" : null }, caption),
        h("thead", {}, h("tr", {}, heads.map((v, n) => cell("th", v, n)))),
        h("tbody", {}, lines.map((line) => h("tr", {}, line.map((v, n) => cell("td", v, n)))))));
  }

  function save(name, type, text) {
    const link = h("a", { download: name });
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  const pages = {};
  return { give, load, record, rows, shardOf, compare, visible, h, s, number, plural, percent, size, outside, labelName, chip, words,
    entityAddress, entityLink, textAddress, searchAddress, table, save, pages, get site() { return given.get("site"); } };
})();
