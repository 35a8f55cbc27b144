// Word of news: one polite line. On the front page it brings the new list in
// place, elsewhere it loads the page again.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "./say";
import { swap } from "./swap";

function News() {
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    const stream = new EventSource("/api/v1/stream");
    const close = (): void => stream.close();
    stream.addEventListener("new", () => setFresh(true));
    addEventListener("pagehide", close);
    return () => { close(); removeEventListener("pagehide", close); };
  }, []);
  if (!fresh) return null;
  const show = (e: Event): void => {
    e.preventDefault();
    setFresh(false);
    if (document.getElementById("list")) void swap("list", location.href);
    else location.reload();
  };
  return <a href={location.href} onClick={show}>{say("Có tin mới: xem ngay", "There is news: show it")}</a>;
}

export function news(line: HTMLElement): void {
  render(<News />, line);
}
