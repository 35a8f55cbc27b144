// Pictures with days from left to right: bars of acts, dots of happenings. The
// server wrote the day of each mark; d3 scales them anew and writes the axis.
import { axisBottom } from "d3-axis";
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import { meant, tools } from "./tools";

const DAY = 86_400_000, EDGE = 36, MARGIN = 12, MONTHS = 100;
const two = (n: number): string => String(n).padStart(2, "0");

export function days(svg: SVGSVGElement): void {
  const { width, height } = svg.viewBox.baseVal;
  const from = Number(svg.dataset.from), to = Number(svg.dataset.to);
  const all = scaleUtc([new Date(from * DAY), new Date(to * DAY)], [0, width]);
  const marks = [...svg.querySelectorAll<SVGElement>("[data-day]")];
  const nearest = Math.max(1, (to - from) / 7);

  svg.querySelectorAll("text").forEach((t) => t.remove());
  const foot = select(svg).append("g").attr("class", "ticks").attr("transform", `translate(0,${height - Number(svg.dataset.foot ?? 22)})`);

  const draw = (scale: typeof all): void => {
    const [first, last] = scale.domain();
    const span = (last.getTime() - first.getTime()) / DAY;
    // d3 takes a step that is near: half as many leave room for twice as many,
    // and letters are larger where the picture is small
    const letters = parseFloat(getComputedStyle(foot.node()!).getPropertyValue("--letters")) || 1;
    const count = Math.min(width / (span > MONTHS ? 130 : 75) / letters, span);
    const [one, next] = scale.ticks(count);
    // by days if two ticks may fall into one month
    const months = one && next && next.getTime() - one.getTime() >= 28 * DAY;
    const name = (d: Date): string => months
      ? `${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`
      : `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}`;
    foot.call(axisBottom<Date>(scale).ticks(count).tickSizeOuter(0).tickFormat(name));
    // a date at an edge stays inside the picture
    foot.selectAll<SVGTextElement, Date>(".tick text").attr("text-anchor", (d) =>
      scale(d) < EDGE ? "start" : scale(d) > width - EDGE ? "end" : "middle");
    for (const mark of marks) {
      const day = Number(mark.dataset.day), long = Number(mark.dataset.days ?? 1);
      const left = scale(new Date(day * DAY)), right = scale(new Date((day + long) * DAY));
      if (mark.tagName === "circle") {
        const x = (left + right) / 2, inside = x >= 0 && x <= width;
        mark.setAttribute("cx", String(inside ? Math.min(Math.max(x, MARGIN), width - MARGIN) : x));
      } else {
        const w = Math.min((right - left) * 0.82, 22);
        mark.setAttribute("x", String((left + right - w) / 2));
        mark.setAttribute("width", String(w));
      }
    }
  };

  const zoomer = zoom<SVGSVGElement, unknown>().scaleExtent([1, nearest]).filter(meant)
    .extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]])
    .on("zoom", (e: D3ZoomEvent<SVGSVGElement, unknown>) => draw(e.transform.rescaleX(all)));
  const picture = select(svg).call(zoomer);
  svg.classList.add("live");
  draw(all);
  if (nearest > 1)
    tools(svg, {
      zoom: (by) => picture.call(zoomer.scaleBy, by),
      move: (x) => picture.call(zoomer.translateBy, -x * width / Number(picture.property("__zoom").k), 0),
      whole: () => picture.call(zoomer.transform, zoomIdentity),
    }, true);

  // a dot leads to its entry, or to its own page when that is on another leaf
  svg.addEventListener("click", (e) => {
    const id = (e.target as SVGElement).dataset.id;
    if (!id) return;
    const entry = document.getElementById("h" + id);
    if (entry) { location.hash = "h" + id; entry.scrollIntoView({ block: "center" }); }
    else location.href = "/su-kien/" + id;
  });
}
