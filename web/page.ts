// What scripts add to pages that are whole without them: filters without a new
// page, a time axis to zoom, lines of one party in the graph, word of news.

const english = document.documentElement.lang === "en";
const say = (vi: string, en: string): string => (english ? en : vi);

// ---- filters: fetch the same address, exchange the part that changes ----

let asked = 0;

async function swap(id: string, url: string): Promise<void> {
  const turn = ++asked;
  const here = document.getElementById(id);
  if (!here) return;
  here.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(id);
    if (turn !== asked) return; // a newer question is under way
    if (!answer.ok || !fresh) throw new Error(String(answer.status));
    here.replaceWith(document.adoptNode(fresh));
    history.replaceState(null, "", url);
  } catch {
    location.href = url;
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-swap]")) {
  const run = (): void => {
    const fields = new URLSearchParams();
    new FormData(form).forEach((v, k) => { if (v) fields.append(k, String(v)); });
    void swap(form.dataset.swap!, location.pathname + "?" + fields);
  };
  if (!form.querySelector("input[type=search]")) form.querySelector("button")!.hidden = true;
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
  form.addEventListener("change", run);
}

// ---- the time axis: buttons and keys zoom and move ----

function zoomable(svg: SVGSVGElement): void {
  const whole = svg.viewBox.baseVal;
  const width = whole.width, height = whole.height;
  let from = 0, shown = width;
  const show = (): void => {
    shown = Math.min(width, Math.max(width / 16, shown));
    from = Math.min(width - shown, Math.max(0, from));
    svg.setAttribute("viewBox", `${from} 0 ${shown} ${height}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.classList.toggle("zoomed", shown < width);
  };
  const zoom = (by: number): void => { const mid = from + shown / 2; shown *= by; from = mid - Math.min(shown, width) / 2; show(); };
  const move = (by: number): void => { from += by * shown; show(); };
  const bar = document.createElement("div");
  bar.className = "zoom";
  const buttons: [string, string, () => void][] = [
    ["←", say("Lùi lại", "Earlier"), () => move(-0.5)], ["→", say("Tiến tới", "Later"), () => move(0.5)],
    ["−", say("Thu nhỏ", "Zoom out"), () => zoom(2)], ["+", say("Phóng to", "Zoom in"), () => zoom(0.5)]];
  for (const [sign, name, act] of buttons) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = sign;
    b.setAttribute("aria-label", name);
    b.addEventListener("click", act);
    bar.append(b);
  }
  bar.addEventListener("keydown", (e) => {
    const key = { ArrowLeft: () => move(-0.25), ArrowRight: () => move(0.25), "+": () => zoom(0.5), "-": () => zoom(2) }[e.key];
    if (key) { e.preventDefault(); key(); }
  });
  svg.after(bar);
}
document.querySelectorAll<SVGSVGElement>("svg.bars").forEach(zoomable);

// ---- the graph: pointing at a party shows its lines only ----

for (const svg of document.querySelectorAll<SVGSVGElement>("svg.graph")) {
  const lines = [...svg.querySelectorAll<SVGPathElement>("path[data-between]")];
  const only = (n: string | null): void => {
    for (const l of lines) l.classList.toggle("faint", n !== null && !l.dataset.between!.split(" ").includes(n));
  };
  for (const g of svg.querySelectorAll<SVGGElement>("g[data-node]")) {
    for (const on of ["pointerenter", "focusin"]) g.addEventListener(on, () => only(g.dataset.node!));
    for (const off of ["pointerleave", "focusout"]) g.addEventListener(off, () => only(null));
  }
}

// ---- news: one polite line, at most once a minute ----

const news = document.getElementById("news");
if (news && "EventSource" in window && !/^\/(tim|gioi-thieu)/.test(location.pathname)) {
  const stream = new EventSource("/api/v1/stream");
  stream.addEventListener("new", () => {
    if (news.childElementCount) return;
    const a = document.createElement("a");
    a.href = location.href;
    a.textContent = say("Có tin mới: tải lại trang", "There is news: load the page again");
    a.addEventListener("click", (e) => { e.preventDefault(); location.reload(); });
    news.append(a);
  });
  addEventListener("pagehide", () => stream.close());
}
