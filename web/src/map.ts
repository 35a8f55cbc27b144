// The map: zooms and moves; circles, names and borders keep their size.
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import { meant, tools } from "./tools";

const SIZES = ["r", "stroke-width", "font-size", "dx", "dy"];

export function map(svg: SVGSVGElement): void {
  const { x, y, width, height } = svg.viewBox.baseVal;
  const all = document.createElementNS("http://www.w3.org/2000/svg", "g");
  all.append(...svg.childNodes);
  svg.append(all);
  const sized = [...all.querySelectorAll<SVGElement>("*")].flatMap((e) =>
    SIZES.filter((name) => e.hasAttribute(name)).map((name) => ({ e, name, size: parseFloat(e.getAttribute(name)!) })));

  const zoomer = zoom<SVGSVGElement, unknown>().scaleExtent([1, 16]).filter(meant)
    .extent([[x, y], [x + width, y + height]]).translateExtent([[x, y], [x + width, y + height]])
    .on("zoom", (e: D3ZoomEvent<SVGSVGElement, unknown>) => {
      all.setAttribute("transform", e.transform.toString());
      for (const { e: part, name, size } of sized) part.setAttribute(name, String(size / e.transform.k));
    });
  const picture = select(svg).call(zoomer);
  const k = (): number => Number(picture.property("__zoom").k);
  svg.classList.add("live");
  tools(svg, {
    zoom: (by) => picture.call(zoomer.scaleBy, by),
    move: (dx, dy) => picture.call(zoomer.translateBy, (-dx * width) / k(), (-dy * height) / k()),
    whole: () => picture.call(zoomer.transform, zoomIdentity),
  }, false);
}
