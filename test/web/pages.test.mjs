// The page in a real browser: every view on a store built from the examples,
// wide and narrow, light and dark, by keyboard, and by axe's rules.
// usage: SUKIEN=build/sukien node --test test/web/   (SHOTS=DIR keeps pictures)
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const require = createRequire(join(root, "web/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const program = resolve(root, process.env.SUKIEN ?? "build/sukien");
const dir = mkdtempSync(join(tmpdir(), "sukien-"));
let server, base, browser;

/** Starts the server on any free port; its first line is its address. */
function serve() {
  return new Promise((done, fail) => {
    server = spawn(program, ["serve", "--store", join(dir, "news.db"), "--port", "0"]);
    server.stdout.once("data", (d) => done(String(d).trim().replace(/\/$/, "")));
    server.once("exit", (code) => fail(new Error("serve ended with " + code)));
  });
}

async function page(options = {}) {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  return context.newPage();
}

async function violations(p) {
  await p.evaluate(axe);
  const found = await p.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`);
}

async function shot(p, name) {
  if (process.env.SHOTS) await p.screenshot({ path: join(process.env.SHOTS, name + ".png") });
}

before(async () => {
  const news = readdirSync(join(root, "examples")).filter((f) => !f.startsWith("README"));
  execFileSync(program, ["add", "--store", join(dir, "news.db"), ...news.map((f) => join(root, "examples", f))]);
  base = await serve();
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  server?.removeAllListeners("exit");
  server?.kill();
  rmSync(dir, { recursive: true });
});

/** The storyline with most articles, and its oldest happening. */
async function largest() {
  const { stories } = await (await fetch(base + "/api/v1/stories?limit=200")).json();
  const story = stories.sort((a, b) => b.documents - a.documents)[0];
  const { timeline } = await (await fetch(`${base}/api/v1/stories/${story.id}`)).json();
  return { story: `/dong-su-kien/${story.id}`, happening: `/su-kien/${timeline[0].id}`, person: "/nguoi/per:donald-trump" };
}

describe("pages", () => {
  it("front page lists storylines that lead to timelines", async () => {
    const p = await page();
    await p.goto(base);
    assert.ok((await p.locator("ul.stories > li").count()) >= 5);
    await shot(p, "front");
    await p.locator("ul.stories h3 a").first().click();
    await p.waitForURL("**/dong-su-kien/**");
    assert.ok((await p.locator("ol.timeline > li").count()) >= 2);
    await shot(p, "story");
  });

  it("a timeline entry shows its day, its evidence and its sources", async () => {
    const p = await page();
    await p.goto(base);
    await p.locator("ul.stories h3 a").first().click();
    await p.waitForURL("**/dong-su-kien/**");
    const day = p.locator("ol.timeline > li.day time").first();
    assert.match(await day.innerText(), /^\d\d\/\d\d\/\d{4}$/);
    assert.equal((await day.getAttribute("datetime")).split("-").reverse().join("/"), await day.innerText());
    for (const s of await p.locator("ol.timeline summary").all()) await s.click();
    assert.ok((await p.locator(".evidence mark").count()) >= 1);
    for (const a of await p.locator("ul.sources a").all()) assert.match(await a.getAttribute("href"), /^https:\/\//);
    await shot(p, "evidence");
  });

  for (const path of ["/", "/lich", "/gioi-thieu", "/tim?q=dien+dam", "/tim?q=%3Cscript%3E", "/?lang=en"])
    it(`${path} breaks no rule of accessibility, light and dark, and fits a phone`, async () => {
      for (const colorScheme of ["light", "dark"]) {
        const p = await page({ colorScheme, viewport: { width: 360, height: 740 } });
        const answer = await p.goto(base + path);
        assert.equal(answer.status(), 200);
        assert.deepEqual(await violations(p), []);
        assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "wider than the phone");
        await p.context().close();
      }
    });

  it("storyline, happening and person break no rule and fit a phone", async () => {
    const p = await page({ viewport: { width: 360, height: 740 } });
    await p.goto(base);
    await p.locator("ul.stories h3 a").first().click();
    await p.waitForURL("**/dong-su-kien/**");
    await shot(p, "story-phone");
    for (const link of [null, "ol.timeline h3 a", "aside a[href^='/nguoi/']"]) {
      if (link) {
        const href = await p.locator(link).first().getAttribute("href");
        assert.equal((await p.goto(base + href)).status(), 200);
      }
      assert.deepEqual(await violations(p), []);
      assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      if (link) await p.goBack();
    }
  });

  it("the keyboard reaches the content first", async () => {
    const p = await page();
    await p.goto(base);
    await p.keyboard.press("Tab");
    assert.equal(await p.evaluate(() => document.activeElement.className), "skip");
    await p.keyboard.press("Enter");
    await p.waitForURL("**/#main");
  });

  it("search finds words typed without marks", async () => {
    const p = await page();
    await p.goto(base);
    await p.getByRole("searchbox").fill("dien dam");
    await p.keyboard.press("Enter");
    await p.waitForURL("**/tim?**");
    assert.ok((await p.locator("ul.stories > li").count()) >= 1);
    assert.ok((await p.locator("mark").count()) >= 1);
    await shot(p, "search");
  });

  it("what is not there is a page that says so", async () => {
    const p = await page();
    for (const path of ["/nothing", "/dong-su-kien/999999", "/su-kien/abc", "/nguoi/per:nobody", "/../../etc/passwd"])
      assert.equal((await p.goto(base + path)).status(), 404);
  });

  it("every view breaks no rule, wide and narrow, light and dark, whole without scripts", async () => {
    const at = await largest();
    for (const [name, path] of Object.entries({ ...at, quotes: at.story + "?xem=loi-noi", english: at.story + "?lang=en", calendar: "/lich" }))
      for (const [width, colorScheme, javaScriptEnabled] of [[1280, "light", true], [1280, "dark", true], [360, "light", true], [360, "dark", false]]) {
        const p = await page({ colorScheme, viewport: { width, height: 900 } });
        const errors = [];
        p.on("pageerror", (e) => errors.push(e.message));
        assert.equal((await p.goto(base + path)).status(), 200, path);
        if (javaScriptEnabled) assert.deepEqual(await violations(p), [], `${path} ${width} ${colorScheme}`);
        assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path + " is too wide");
        assert.deepEqual(errors, []);
        await shot(p, `${name}-${width}-${colorScheme}`);
        await p.context().close();
      }
  });

  it("nothing on a page is refused by its own security policy", async () => {
    const at = await largest();
    for (const path of ["/", at.story, at.happening, at.person, "/tim?q=my", "/lich", "/gioi-thieu"]) {
      const p = await page({ bypassCSP: false });
      const said = [];
      p.on("console", (m) => { if (m.type() === "error") said.push(m.text()); });
      await p.goto(base + path, { waitUntil: "load" });
      assert.deepEqual(said, [], path);
      await p.context().close();
    }
  });

  it("each picture of a storyline has a table", async () => {
    const p = await page();
    await p.goto(base + (await largest()).story);
    const pictures = await p.locator("section.picture").all();
    assert.ok(pictures.length >= 2);
    for (const s of pictures) {
      await s.locator("summary").click();
      assert.ok((await s.locator("tbody tr").count()) >= 1);
    }
    assert.ok((await p.locator("svg.graph path.coop, svg.graph path.conf").count()) >= 1);
  });

  it("filters choose entries, with and without scripts", async () => {
    const { story } = await largest();
    for (const javaScriptEnabled of [true, false]) {
      const p = await page({ javaScriptEnabled });
      await p.goto(base + story);
      const all = await p.locator("ol.timeline > li[id]").count();
      await p.locator("select[name=tt]").selectOption("planned");
      if (javaScriptEnabled) await p.waitForFunction(() => location.search.includes("tt=planned"));
      else await p.locator("form.filters button").click();
      assert.ok((await p.locator("ol.timeline > li[id]").count()) < all);
      assert.equal(await p.locator("ol.timeline > li[id]:not(.planned)").count(), 0);
      await p.goto(base + story + "?thu=cu");
      const days = (await p.locator("ol.timeline > li.day time").allInnerTexts()).map((d) => d.split("/").reverse().join(""));
      assert.ok(days.length >= 2);
      assert.deepEqual(days, [...new Set(days)].sort());
      await p.context().close();
    }
  });

  it("the first view is under 200 KB compressed", async () => {
    const { story } = await largest();
    for (const path of ["/", story]) {
      let bytes = 0;
      const fonts = ["latin", "vietnamese"].flatMap((l) => ["400", "600"].map((w) => `/be-vietnam-pro-${l}-${w}-normal.woff2`));
      for (const part of [path, "/style.css", "/fonts.css", "/page.js", "/pictures.js", "/world.svg", "/icon.svg", ...fonts]) {
        const answer = await fetch(base + part, { headers: { "Accept-Encoding": "gzip" } });
        assert.equal(answer.status, 200, part);
        bytes += Number(answer.headers.get("content-length"));
      }
      assert.ok(bytes < 200000, `${path}: ${bytes}`);
    }
  });

  it("the keyboard reaches links, filters and the time axis", async () => {
    const p = await page();
    await p.goto(base + (await largest()).story);
    const met = new Set();
    for (let i = 0; i < 150; i++) {
      await p.keyboard.press("Tab");
      met.add(await p.evaluate(() => document.activeElement.name || document.activeElement.closest("nav, .zoom, svg, ol")?.className?.baseVal
        || document.activeElement.closest("nav, .zoom, svg, ol")?.className || document.activeElement.tagName));
    }
    for (const name of ["loai", "tt", "thu", "chinh", "timeline"]) assert.ok(met.has(name), `${name} not in ${[...met]}`);
  });

  it("the time axis zooms, moves and leads to its entries", async () => {
    const p = await page({ viewport: { width: 1280, height: 900 } });
    await p.goto(base + (await largest()).story);
    const axis = p.locator("svg.axis.live");
    await axis.waitFor();
    const ticks = () => axis.locator("g.tick text").allTextContents();
    const whole = await ticks();
    assert.ok(whole.length >= 3);
    await p.locator(".strip").getByRole("button", { name: "Phóng to" }).click();
    const near = await ticks();
    assert.notDeepEqual(near, whole);
    await p.keyboard.press("ArrowRight");
    assert.notDeepEqual(await ticks(), near);
    await p.keyboard.press("0");
    assert.deepEqual(await ticks(), whole);
    const dot = axis.locator("circle[data-id]").last();
    const id = await dot.getAttribute("data-id");
    await dot.click();
    await p.waitForURL(new RegExp(`#h${id}$|/su-kien/${id}$`));
  });

  it("the time axis shows its newest days on a phone, and no button hides a day", async () => {
    const { story } = await largest();
    for (const width of [360, 1280]) {
      const p = await page({ viewport: { width, height: 900 } });
      await p.goto(base + story);
      await p.locator(".strip .zoom").waitFor();
      const svg = await p.locator("svg.axis").boundingBox(), zoom = await p.locator(".strip .zoom").boundingBox();
      assert.ok(Math.abs(svg.x + svg.width - (await p.locator(".strip").boundingBox()).x - (await p.locator(".strip").boundingBox()).width) < 2);
      assert.ok(zoom.y >= svg.y + svg.height - 1 && zoom.x >= 0 && zoom.x + zoom.width <= width);
      const tick = await p.locator("svg.axis g.tick text").last().boundingBox();
      assert.ok(tick.y + tick.height <= svg.y + svg.height + 1, "a date is cut off");
      await p.context().close();
    }
  });

  it("every <time> can be read by programs", async () => {
    const at = await largest();
    for (const path of ["/", "/lich", "/tim?q=my", ...Object.values(at), at.story + "?xem=loi-noi"]) {
      const p = await page({ javaScriptEnabled: false });
      await p.goto(base + path);
      for (const t of await p.locator("time").all())
        assert.match(await t.getAttribute("datetime"), /^\d{4}-\d\d-\d\d(T\d\d:\d\d\+07:00)?$/, path);
      await p.context().close();
    }
  });

  it("what is not for paper is not printed", async () => {
    const p = await page();
    await p.goto(base + (await largest()).story);
    await p.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const hidden of ["form.filters", "nav.tabs", ".outputs", ".picture", "header.site form"])
      for (const part of await p.locator(hidden).all()) assert.ok(!await part.isVisible(), hidden);
    assert.ok(await p.locator("ol.timeline h3").first().isVisible());
    assert.equal(await p.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    assert.equal(await p.locator("ol.timeline h3").first().evaluate((h) => getComputedStyle(h).color), "rgb(0, 0, 0)");
  });

  it("the map zooms with circles of one size, parties of the graph can be drawn about", async () => {
    const p = await page({ viewport: { width: 1280, height: 900 } });
    await p.goto(base + (await largest()).story);
    await p.locator("svg.map").scrollIntoViewIfNeeded();
    await p.locator("svg.map.live").waitFor();
    const spot = p.locator("svg.map circle.spot").first();
    const before = await spot.boundingBox();
    await p.locator("section", { has: p.locator("svg.map") }).getByRole("button", { name: "Phóng to" }).click();
    const after = await spot.boundingBox();
    assert.ok(Math.abs(after.width - before.width) < 1);
    assert.notEqual(await p.locator("svg.map > g").getAttribute("transform"), null);

    await p.locator("svg.graph").scrollIntoViewIfNeeded();
    await p.locator("svg.graph.live").waitFor();
    const party = p.locator("svg.graph g[data-node] circle").first();
    const at = await party.boundingBox();
    await p.mouse.move(at.x + 5, at.y + 5);
    await p.mouse.down();
    await p.mouse.move(at.x + 65, at.y + 45, { steps: 5 });
    await p.mouse.up();
    const now = await party.boundingBox();
    assert.ok(Math.hypot(now.x - at.x, now.y - at.y) > 30, "the party did not follow");
  });

  it("a new article is announced without loading the page again", async () => {
    const p = await page();
    await p.goto(base);
    await p.waitForTimeout(300); // the stream stands
    execFileSync(program, ["add", "--store", join(dir, "news.db"), "-"], { input: JSON.stringify({ id: "moi", source: "mau-a.example",
      date: "2025-11-12T08:00+07:00", title: "Thái Lan và Campuchia họp lại", lead: "Thái Lan và Campuchia ngày 12/11 họp lại về ngừng bắn." }) + "\n" });
    await p.locator("#news a").click({ timeout: 15000 });
    await p.waitForFunction(() => !document.querySelector("#list[aria-busy]"));
    assert.equal(await p.locator("#news a").count(), 0);
  });

  it("a place shows what happened there, under its own address", async () => {
    const p = await page();
    const answer = await p.goto(base + "/nguoi/gpe:geneva");
    assert.equal(new URL(answer.url()).pathname, "/noi/gpe:geneva");
    assert.ok((await p.locator("#here .event").count()) >= 1);
    assert.deepEqual(await violations(p), []);
    await p.goto(base + "/noi/gpe:CHE");
    assert.match(await p.locator("#here").innerText(), /Geneva/);
  });

  it("the about view shows figures as measured", async () => {
    const p = await page();
    await p.goto(base + "/gioi-thieu");
    const figures = await p.locator("#figures tbody td:nth-child(2)").allInnerTexts();
    assert.ok(figures.length >= 10);
    for (const f of figures) assert.match(f, /^[01],\d{3}$/);
  });

  it("the OpenAPI document is valid", async () => {
    let Validator;
    try { ({ Validator } = require("@seriousme/openapi-schema-validator")); } catch { return; }
    const found = await new Validator().validate(await (await fetch(base + "/api/v1/openapi.json")).json());
    assert.deepEqual(found.errors ?? [], []);
    assert.ok(found.valid);
  });
});
