// Small networks of co-occurrence: entities that are named in the same posts, drawn on a ring; the same data give the same drawing.
"use strict";
(() => {
  const { s, number } = NC;

  // Numbers of nodes in an order that keeps those apart least that share most posts.
  function ringOrder(nodes, links) {
    const weight = new Map();
    for (const [a, b, docs] of links) { weight.set(a + "," + b, docs); weight.set(b + "," + a, docs); }
    const left = new Set(nodes), order = [];
    while (left.size) {
      const last = order[order.length - 1];
      let best = null, most = -1;
      for (const n of left) {
        const docs = last === undefined ? 0 : weight.get(last + "," + n) || 0;
        if (docs > most) { most = docs; best = n; }
      }
      order.push(best);
      left.delete(best);
    }
    return order;
  }

  // nodes: [id, name, label, posts]; links: [node, node, posts that name both]; centre: node in the middle, or null.
  // Nodes without a link are not drawn.
  function network(name, what, nodes, links, centre) {
    const caption = what + (links.some((l) => l[2] !== links[0][2]) ? "; thicker lines are more posts" : "");
    const linked = new Set(links.flatMap((l) => l.slice(0, 2)));
    const ring = ringOrder([...linked].sort((a, b) => a - b).filter((n) => n !== centre), links);
    const small = NC.narrow(), width = small ? 420 : 720, height = Math.max(300, Math.min(ring.length * 15 + 90, 620)), middle = [width / 2, height / 2];
    const across = small ? 84 : 190, down = height / 2 - 30;
    const at = [];
    if (centre !== null) at[centre] = middle;
    ring.forEach((n, i) => {
      const turn = 2 * Math.PI * (i + 0.5) / ring.length - Math.PI / 2;
      at[n] = [middle[0] + across * Math.cos(turn), middle[1] + down * Math.sin(turn)];
    });
    const most = Math.max(...links.map((l) => l[2]), 8), top = Math.max(...nodes.map((n) => n[3]), 1);
    const lines = links.map(([i, j, docs]) => {
      const bend = 0.25, x = (at[i][0] + at[j][0]) / 2, y = (at[i][1] + at[j][1]) / 2;
      const path = i === centre || j === centre ? "L" : "Q" + (x + (middle[0] - x) * bend) + " " + (y + (middle[1] - y) * bend) + " ";
      return s("path", { class: "link", d: "M" + at[i].join(" ") + path + at[j].join(" "), "stroke-width": 0.6 + 4 * docs / most, "stroke-opacity": 0.16 + 0.45 * docs / most },
        s("title", {}, nodes[i][1] + " and " + nodes[j][1] + ": " + NC.plural(docs, "post", "posts")));
    });
    const dots = nodes.map(([id, text, label, posts], n) => {
      if (!linked.has(n)) return null;
      const radius = 4 + 8 * Math.sqrt(posts / top), [x, y] = at[n], side = n === centre || Math.abs(x - middle[0]) < 12 ? 0 : Math.sign(x - middle[0]);
      const below = n === centre || y > middle[1];
      const room = small ? 17 : 26, short = text.length > room ? text.slice(0, room - 1) + "…" : text;
      return s("a", { href: NC.entityAddress(id), class: "node", "aria-label": text + ", " + NC.plural(posts, "post", "posts") },
        s("title", {}, text + ": " + NC.plural(posts, "post", "posts")),
        s("circle", { class: "dot d" + label, cx: x, cy: y, r: radius }),
        s("text", { class: "name", x: x + side * (radius + 5), y: side ? y + 4 : y + (below ? radius + 13 : -radius - 5), "text-anchor": ["end", "middle", "start"][side + 1] }, short));
    });
    const svg = s("svg", { viewBox: "0 0 " + width + " " + height, role: "group", "aria-label": caption, class: "chart network" }, lines, dots);
    const rows = links.map(([i, j, docs]) => [NC.entityLink(nodes[i][0], nodes[i][1]), NC.entityLink(nodes[j][0], nodes[j][1]), number(docs)]);
    return NC.figure(name, caption, svg, NC.table("Pairs and the posts that name both", ["One", "Other", "Posts"], rows, { numeric: [2], hidden: true }));
  }

  NC.network = network;
})();
