// Draws the land and borders of the world as one SVG of two paths in the Equal
// Earth projection, the same as src/serve/map.c projects places with.
// Data: world-atlas countries-110m (ISC; Natural Earth, public domain).
// usage: node web/world.mjs > web/world.svg
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath } from "d3-geo";
import { merge, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-110m.json")));
const countries = world.objects.countries;
const WIDTH = 2000;
const projection = geoEqualEarth().precision(0.6).fitWidth(WIDTH, { type: "Sphere" });

/** Whole numbers relative to the point before: a third of the bytes. */
function path(geometry) {
  const d = geoPath(projection).digits(0)(geometry);
  let x = 0, y = 0, out = "";
  for (const [, op, px, py] of d.matchAll(/([MLZ])(?:(-?\d+),(-?\d+))?/g)) {
    if (op === "Z") { out += "z"; continue; }
    if (op === "M") out += `M${px},${py}`;
    else if (px - x || py - y) out += `l${px - x},${py - y}`;
    x = +px; y = +py;
  }
  return out.replaceAll(",-", "-");
}

const height = Math.ceil(geoPath(projection).bounds({ type: "Sphere" })[1][1]);
const land = path(merge(world, countries.geometries.filter((g) => g.id !== "010")));
const borders = path(mesh(world, countries, (a, b) => a !== b));
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">` +
  `<path id="land" d="${land}"/><path id="borders" fill="none" d="${borders}"/></svg>`);
