// Fetches an address of this page again and exchanges one part of it.

let asked = 0;

export async function swap(id: string, url: string): Promise<void> {
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

/** A form with data-swap answers in place, at each change of a field. */
export function swapping(form: HTMLFormElement): void {
  const run = (): void => {
    const fields = new URLSearchParams();
    new FormData(form).forEach((v, k) => { if (v) fields.append(k, String(v)); });
    void swap(form.dataset.swap!, location.pathname + "?" + fields);
  };
  if (!form.querySelector("input[type=search]")) form.querySelector("button")!.hidden = true;
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
  form.addEventListener("change", run);
}
