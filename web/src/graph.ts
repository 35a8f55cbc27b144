// The graph: pointing at a party shows its lines only; parties can be drawn
// about, the others make room.
import { drag } from "d3-drag";
import { forceCollide, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { select } from "d3-selection";

interface Party extends SimulationNodeDatum { g: SVGGElement; x: number; y: number; homeX: number; homeY: number }

/** As src/serve/graph.c bows its lines: aside by `bow`, ending before the circle. */
function bowed(a: Party, b: Party, bow: number, gap: number): string {
  const dx = b.x - a.x, dy = b.y - a.y, len = Math.hypot(dx, dy) || 1;
  const mx = (a.x + b.x) / 2 - (dy / len) * bow, my = (a.y + b.y) / 2 + (dx / len) * bow;
  const el = Math.hypot(b.x - mx, b.y - my) || 1;
  return `M${a.x} ${a.y}Q${mx} ${my} ${b.x - ((b.x - mx) / el) * gap} ${b.y - ((b.y - my) / el) * gap}`;
}

export function graph(svg: SVGSVGElement): void {
  const { width, height } = svg.viewBox.baseVal;
  const radius = Number(svg.querySelector("circle")?.getAttribute("r"));
  const lines = [...svg.querySelectorAll<SVGPathElement>("path[data-between]")];
  const parties: Party[] = [...svg.querySelectorAll<SVGGElement>("g[data-node]")].map((g) => {
    const c = g.querySelector("circle")!;
    const x = Number(c.getAttribute("cx")), y = Number(c.getAttribute("cy"));
    return { g, x, y, homeX: x, homeY: y };
  });
  const ends = lines.map((l) => l.dataset.between!.split(" ").map((i) => parties[Number(i)]));
  const bows = lines.map((l) => Number(l.dataset.bow));
  const keep = (v: number, most: number): number => Math.min(most - radius * 2, Math.max(radius * 2, v));

  const draw = (): void => {
    for (const p of parties) {
      p.x = keep(p.x, width);
      p.y = keep(p.y, height);
      p.g.setAttribute("transform", `translate(${p.x - p.homeX},${p.y - p.homeY})`);
    }
    lines.forEach((l, i) => l.setAttribute("d", bowed(ends[i][0], ends[i][1], bows[i], radius + 7)));
  };
  const room = forceSimulation(parties)
    .force("home", forceX<Party>((p) => p.homeX).strength(0.05)).force("height", forceY<Party>((p) => p.homeY).strength(0.05))
    .force("apart", forceCollide(radius * 2.4)).on("tick", draw).stop();

  select(svg).selectAll<SVGGElement, Party>("g[data-node]").data(parties).call(
    drag<SVGGElement, Party>().clickDistance(4)
      .on("start", (e) => { if (!e.active) room.alphaTarget(0.3).restart(); })
      .on("drag", (e, p) => { p.fx = keep(e.x, width); p.fy = keep(e.y, height); })
      .on("end", (e) => { if (!e.active) room.alphaTarget(0); }));

  const only = (n: string | null): void => {
    for (const l of lines) l.classList.toggle("faint", n !== null && !l.dataset.between!.split(" ").includes(n));
  };
  for (const { g } of parties) {
    for (const on of ["pointerenter", "focusin"]) g.addEventListener(on, () => only(g.dataset.node!));
    for (const off of ["pointerleave", "focusout"]) g.addEventListener(off, () => only(null));
  }
  svg.classList.add("live");
}
