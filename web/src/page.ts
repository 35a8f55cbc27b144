// What scripts add to pages that are whole without them: filters without a new
// page, word of news, and pictures to zoom and move, loaded when one is near.
import "./fonts.css";
import { news } from "./news";
import { swapping } from "./swap";

document.querySelectorAll<HTMLFormElement>("form[data-swap]").forEach(swapping);

const line = document.getElementById("news");
if (line && "EventSource" in window && !/^\/(tim|gioi-thieu)/.test(location.pathname)) news(line);

const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen)
    if (isIntersecting) {
      near.unobserve(target);
      void import("./pictures").then(({ enliven }) => enliven(target as SVGSVGElement));
    }
}, { rootMargin: "300px" });
document.querySelectorAll("svg.days, svg.graph, svg.map").forEach((svg) => near.observe(svg));
