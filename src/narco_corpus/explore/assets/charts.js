// Charts over time as vector graphics with their figures as a table; each can be saved as an SVG file.
"use strict";
(() => {
  const { h, s, number } = NC;

  const PROPERTIES = ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "font-size", "font-family", "font-weight", "text-anchor"];

  // The graphic with the styles it shows, so that the file looks the same elsewhere.
  function svgText(svg) {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((element, n) => {
      const style = getComputedStyle(element);
      for (const name of PROPERTIES) if (style.getPropertyValue(name)) to[n].setAttribute(name, style.getPropertyValue(name));
      to[n].removeAttribute("class");
      to[n].removeAttribute("tabindex");
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const box = svg.viewBox.baseVal;
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    return new XMLSerializer().serializeToString(copy);
  }

  // A figure: the graphic, its caption, its figures as a table, and the button that saves it.
  function figure(name, caption, svg, details) {
    return h("figure", {}, h("figcaption", {}, caption), h("div", { class: "graphic" }, svg),
      h("div", { class: "tools" },
        h("button", { type: "button", class: "quiet", onclick: () => NC.save(name + ".svg", "image/svg+xml", svgText(svg)) }, "Save as SVG"),
        details && h("details", {}, h("summary", {}, "Figures as a table"), details)));
  }

  function niceStep(top) {
    const rough = Math.max(top, 1) / 4, power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 5, 10].map((m) => m * power).find((step) => step >= rough);
  }

  const narrow = () => matchMedia("(max-width: 40rem)").matches;

  // Bars over periods: [period, value, of how many]; with `percents` the value is a share.
  function bars(title, points, name, percents) {
    const width = narrow() ? 400 : 720, left = 46, right = 8, top = 10;
    const told = points.length <= (narrow() ? 6 : 14) && points[0].length > 2, bottom = told ? 42 : 26, height = 194 + bottom;
    const most = Math.max(...points.map((p) => p[1]), 0);
    const step = percents ? Math.max(niceStep(most * 100) / 100, 0.01) : Math.max(niceStep(most), 1);
    const end = Math.max(Math.ceil(most / step - 1e-9), 1) * step;
    const y = (v) => height - bottom - (height - top - bottom) * v / end;
    const slot = (width - left - right) / points.length, bar = Math.min(Math.max(slot * 0.78, 0.8), 56);
    const show = (v) => (percents ? (100 * v).toFixed(v && v < 0.1 ? 1 : 0) + " %" : number(v));
    const lines = [];
    for (let v = 0; v <= end + 1e-9; v += step) {
      lines.push(s("line", { class: v ? "grid" : "axis", x1: left, x2: width - right, y1: y(v), y2: y(v) }),
        s("text", { class: "tick", x: left - 6, y: y(v) + 4, "text-anchor": "end" }, show(v)));
    }
    const ticks = narrow() ? 6 : 12, every = Math.ceil(points.length / ticks);
    // Many months are marked by their year.
    const byMonth = points[0][0].length > 4, years = byMonth && points.length > 24, everyYear = Math.ceil(points.length / 12 / ticks);
    const tick = (x, row, text) => s("text", { class: "tick", x, y: height - bottom + 18 + 15 * row, "text-anchor": "middle" }, text);
    const marks = points.map((p, n) => {
      const x = left + slot * (n + 0.5);
      const first = years ? p[0].endsWith("-01") && Number(p[0].slice(0, 4)) % everyYear === 0 : n % every === 0;
      return s("g", {}, s("title", {}, p[0] + ": " + show(p[1]) + " " + name + (p.length > 2 ? " of " + NC.plural(p[2], "post", "posts") : "")),
        s("rect", { class: "hit", x: x - slot / 2, y: top, width: slot, height: height - top - bottom }),
        p[1] > 0 && s("rect", { class: "bar", x: x - bar / 2, width: bar, y: y(p[1]), height: Math.max(y(0) - y(p[1]), 0.6), rx: Math.min(bar / 8, 2) }),
        first && tick(x, 0, years ? p[0].slice(0, 4) : p[0]), told && tick(x, 1, "of " + number(p[2])));
    });
    return s("svg", { viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": title, class: "chart" }, lines, marks);
  }

  // Every month or year from the first to the last, also those without a post.
  function periods(months, byYear) {
    if (!months.length) return [];
    const key = (m) => (byYear ? m.slice(0, 4) : m);
    const last = key(months[months.length - 1][0]), list = [];
    let [year, month] = months[0][0].split("-").map(Number);
    for (;;) {
      const at = byYear ? String(year).padStart(4, "0") : String(year).padStart(4, "0") + "-" + String(month).padStart(2, "0");
      list.push(at);
      if (at >= last || list.length > 3000) return list;
      if (byYear) year += 1; else if (month === 12) { year += 1; month = 1; } else month += 1;
    }
  }

  function summed(months, byYear, column) {
    const sums = new Map();
    for (const row of months) {
      const key = byYear ? row[0].slice(0, 4) : row[0];
      sums.set(key, (sums.get(key) || 0) + row[column]);
    }
    return sums;
  }

  // A chart that can be told by month or by year: draw(byYear) gives the figure.
  function overTime(months, draw) {
    const box = h("div", {});
    const choose = (byYear) => {
      const pick = (value, text) => h("button", { type: "button", "aria-pressed": String(value === byYear), onclick: () => choose(value) }, text);
      box.replaceChildren(h("div", { class: "choice", role: "group", "aria-label": "Period" }, pick(true, "Years"), pick(false, "Months")), ...draw(byYear));
    };
    choose(months.length > 48);
    return box;
  }

  Object.assign(NC, { narrow, figure, bars, periods, summed, overTime });
})();
