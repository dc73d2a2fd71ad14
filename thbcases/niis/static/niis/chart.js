// Explores a link chart in the browser. Without this the picture, the tables and the links stay.
"use strict";

(() => {
  // On a narrow screen the picture begins with the node the chart is about.
  const place = document.getElementById("linkchart");
  const begin = place?.querySelector(".lc-start .lc-shape");
  if (begin && place.scrollWidth > place.clientWidth) {
    const [at, frame] = [begin.getBoundingClientRect(), place.getBoundingClientRect()];
    place.scrollLeft = at.left + at.width / 2 - frame.left - frame.width / 2;
    place.scrollTop = at.top + at.height / 2 - frame.top - frame.height / 2;
  }

  const tools = document.getElementById("lc-tools");
  const given = document.getElementById("lc-graph");
  if (!tools || !given || typeof cytoscape !== "function") return;

  const MOST = 150;
  const by = (name) => tools.querySelector(`[data-do="${name}"]`);
  const canvas = document.getElementById("lc-canvas");
  const says = document.getElementById("lc-says");
  const chooser = document.getElementById("lc-node");
  const slider = document.getElementById("lc-day");
  const shown = document.getElementById("lc-shown");
  const save = document.getElementById("lc-save");
  const say = (text) => { says.textContent = text; };
  const SHAPES = {
    person: "ellipse", investigation: "rectangle", vehicle: "hexagon", phone: "round-rectangle",
    document: "tag", address: "pentagon", company: "barrel", account: "diamond", email: "cut-rectangle",
    nickname: "octagon", journey: "rhomboid",
  };
  let view = null;
  let days = [];
  let pathFrom = null;

  const asNode = (node) => ({
    group: "nodes",
    data: {
      ...node,
      shape: SHAPES[node.kind] ?? "ellipse",
      text: `${node.letter} · ${node.label}${node.hidden ? `\n+${node.hidden} ${tools.dataset.more}` : ""}`,
    },
    position: { x: node.x, y: node.y },
  });
  const asLink = (link) => ({ group: "edges", data: link });

  const style = [
    { selector: "node", style: {
      label: "data(text)", shape: "data(shape)", width: 38, height: 38, "background-color": "#eef2f7",
      "border-width": 2, "border-color": "#34404d", "font-size": 13, color: "#1c2530",
      "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 150,
      "text-background-color": "#fff", "text-background-opacity": 0.85 } },
    { selector: "node[?is_start]", style: { "border-width": 5 } },
    { selector: "edge", style: {
      label: "data(word)", width: 1.6, "line-color": "#56616f", "curve-style": "bezier", "font-size": 11,
      color: "#34404d", "text-background-color": "#fff", "text-background-opacity": 0.9 } },
    { selector: 'edge[nature = "assessment"]', style: { "line-style": "dashed" } },
    { selector: "node:selected", style: { "border-color": "#14202e", "background-color": "#ffbf3f" } },
    { selector: ".on-path", style: { "line-color": "#9b1c1c", width: 4, "border-color": "#9b1c1c" } },
    { selector: ".away, .later", style: { display: "none" } },
  ];

  const start = () => {
    const graph = JSON.parse(given.textContent);
    view = cytoscape({
      container: canvas,
      elements: [...graph.nodes.map(asNode), ...graph.links.map(asLink)],
      layout: { name: "preset" },
      style,
      minZoom: 0.2,
      maxZoom: 3,
    });
    view.on("select unselect", "node", chosen);
    view.on("tap", "node", ({ target }) => { if (pathFrom) findPath(target); });
    view.fit(undefined, 30);
    refresh();
    const first = view.nodes("[?is_start]").first();
    if (first.length) first.select();
  };

  const selected = () => view.nodes(":selected").first();

  const chosen = () => {
    const node = selected();
    ["expand", "hide", "path"].forEach((name) => { by(name).disabled = node.empty(); });
    const open = by("open");
    open.hidden = node.empty() || !node.data("url");
    if (!open.hidden) open.href = node.data("url");
    if (node.nonempty()) chooser.value = node.id();
  };

  // The list of nodes is the keyboard's way into the drawing; the slider knows the days.
  const refresh = () => {
    const kept = chooser.value;
    chooser.replaceChildren(...view.nodes().filter((n) => !n.hasClass("away")).sort(
      (a, b) => a.data("label").localeCompare(b.data("label"), document.documentElement.lang),
    ).map((node) => new Option(`${node.data("kind_word")}: ${node.data("label")}`, node.id())));
    if (kept) chooser.value = kept;
    const atEnd = slider.value === slider.max;
    days = [...new Set(view.edges().map((edge) => edge.data("on")).filter(Boolean))].sort();
    slider.max = String(days.length);
    if (atEnd) slider.value = slider.max;
    by("show").disabled = view.nodes(".away").empty();
    upToDay();
  };

  // Links of later days are put out of sight; at the end of the slider all days are there.
  const upToDay = () => {
    const last = Number(slider.value) < days.length ? days[Number(slider.value)] : null;
    view.edges().forEach((edge) => {
      edge.toggleClass("later", Boolean(last && edge.data("on") && edge.data("on") > last));
    });
    shown.textContent = last ?? tools.dataset.all;
    slider.setAttribute("aria-valuetext", shown.textContent);
  };

  const expand = async () => {
    const node = selected();
    if (node.empty()) return;
    if (view.nodes().length >= MOST) return say(tools.dataset.full);
    const address = `${tools.dataset.url}?start=${encodeURIComponent(node.id())}`;
    let graph;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      graph = await answer.json();
    } catch {
      return say(tools.dataset.failed);
    }
    const fresh = graph.nodes.filter((one) => view.getElementById(one.id).empty());
    const at = node.position();
    fresh.forEach((one, place) => {
      const turn = (2 * Math.PI * place) / Math.max(fresh.length, 1);
      view.add(asNode({ ...one, is_start: false,
        x: at.x + (150 + 12 * fresh.length) * Math.cos(turn), y: at.y + (130 + 8 * fresh.length) * Math.sin(turn) }));
    });
    const links = graph.links.filter((one) => view.getElementById(one.id).empty());
    links.forEach((link) => view.add(asLink(link)));
    const again = node.neighborhood("node.away").removeClass("away");
    refresh();
    say(fresh.length || links.length || again.length ? fresh.map((one) => one.label).join(", ") : tools.dataset.nothing);
  };

  const hide = () => {
    const node = selected();
    if (node.empty()) return;
    node.unselect().addClass("away");
    say(node.data("label"));
    refresh();
    chosen();
  };

  const findPath = (to) => {
    const from = pathFrom;
    pathFrom = null;
    by("path").setAttribute("aria-pressed", "false");
    view.elements().removeClass("on-path");
    const visible = view.elements().not(".away, .later");
    const found = visible.aStar({ root: from, goal: to });
    if (!found.found) return say(tools.dataset.nopath);
    found.path.addClass("on-path");
    say(`${found.distance} ${tools.dataset.path}: ${found.path.nodes().map((n) => n.data("label")).join(" – ")}`);
  };

  const startPath = () => {
    pathFrom = pathFrom ? null : selected();
    by("path").setAttribute("aria-pressed", String(Boolean(pathFrom)));
    say(pathFrom ? tools.dataset.pick : "");
  };

  const explore = () => {
    const isOn = tools.classList.toggle("is-exploring");
    by("explore").setAttribute("aria-pressed", String(isOn));
    if (isOn && !view) start();
    else if (isOn) view.resize();
  };

  // What is on the screen is what is kept: all nodes, those put away, and every place.
  const state = () => ({
    keys: view.nodes().map((node) => node.id()),
    hidden: view.nodes(".away").map((node) => node.id()),
    places: Object.fromEntries(view.nodes().map(
      (node) => [node.id(), [Math.round(node.position("x")), Math.round(node.position("y"))]],
    )),
  });

  tools.hidden = false;
  by("explore").addEventListener("click", explore);
  by("expand").addEventListener("click", expand);
  by("hide").addEventListener("click", hide);
  by("show").addEventListener("click", () => { view.nodes(".away").removeClass("away"); refresh(); });
  by("path").addEventListener("click", startPath);
  slider.addEventListener("input", upToDay);
  chooser.addEventListener("change", () => {
    const node = view.getElementById(chooser.value);
    if (pathFrom) return findPath(node);
    view.nodes(":selected").unselect();
    node.select();
    view.animate({ center: { eles: node }, duration: 0 });
  });
  save.addEventListener("submit", () => { save.elements.state.value = JSON.stringify(state()); });
})();
