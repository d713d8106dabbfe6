// A map of the Mexican states, shaded by posts, with places as dots; drawn from outlines that are part of these pages.
"use strict";
(() => {
  const { s, h, number } = NC;

  // states: {code: posts}; dots: [id, name, latitude, longitude, posts].
  async function map(name, caption, states, dots) {
    const land = await NC.load("outlines");
    const most = Math.max(...land.states.map(([code]) => states[code] || 0), 1);
    const shade = (posts) => (posts ? 1 + Math.min(Math.floor(4.999 * Math.sqrt(posts / most)), 4) : 0);
    const shapes = land.states.map(([code, text, path]) => {
      const posts = states[code] || 0;
      const shape = s("path", { class: "state q" + shade(posts), d: path }, s("title", {}, text + ": " + NC.plural(posts, "post", "posts")));
      return posts ? s("a", { href: NC.searchAddress({ state: code }), "aria-label": text + ", " + NC.plural(posts, "post", "posts") }, shape) : shape;
    });
    const top = Math.max(...(dots || []).map((d) => d[4]), 1);
    const inside = (dots || []).map(([id, text, latitude, longitude, posts]) => [id, text, (longitude - land.west) * land.x, (land.north - latitude) * land.y, posts])
      .filter(([, , x, y]) => x > 0 && y > 0 && x < land.width && y < land.height);
    const points = inside.map(([id, text, x, y, posts]) => s("a", { href: NC.entityAddress(id), "aria-label": text + ", " + NC.plural(posts, "post", "posts") },
      s("circle", { class: "place", cx: x, cy: y, r: 4 + 8 * Math.sqrt(posts / top) }), s("title", {}, text + ": " + NC.plural(posts, "post", "posts"))));
    const fullest = land.states.reduce((best, state) => ((states[state[0]] || 0) > (states[best[0]] || 0) ? state : best));
    if (states[fullest[0]] > 1) caption += "; stronger colour is more posts, the strongest " + fullest[1] + " with " + number(states[fullest[0]]);
    const svg = s("svg", { viewBox: "0 0 " + land.width + " " + land.height, role: "group", "aria-label": caption, class: "chart map" }, shapes, points);
    const names = new Map(land.states.map(([code, text]) => [code, text]));
    const lines = Object.entries(states).filter(([code]) => names.has(code)).sort((a, b) => b[1] - a[1])
      .map(([code, posts]) => [h("a", { href: NC.searchAddress({ state: code }) }, names.get(code)), number(posts)]);
    return NC.figure(name, caption, svg, NC.table("Posts by state", ["State", "Posts"], lines, { numeric: [1], hidden: true }));
  }

  NC.map = map;
})();
