// A picture that the server drew comes alive by its kind.
import { days } from "./days";
import { graph } from "./graph";
import { map } from "./map";

export function enliven(svg: SVGSVGElement): void {
  if (svg.classList.contains("days")) days(svg);
  else if (svg.classList.contains("graph")) graph(svg);
  else map(svg);
}
