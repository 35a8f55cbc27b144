// Buttons and keys that zoom and move a picture.
import { render } from "preact";
import { say } from "./say";

export interface Moves {
  zoom(by: number): void;
  /** By a share of what is shown, to the right and down. */
  move(x: number, y: number): void;
  whole(): void;
}

const KEYS: Record<string, (m: Moves) => void> = {
  "+": (m) => m.zoom(2), "=": (m) => m.zoom(2), "-": (m) => m.zoom(0.5), "0": (m) => m.whole(),
  ArrowLeft: (m) => m.move(-0.25, 0), ArrowRight: (m) => m.move(0.25, 0),
};
const UPRIGHT: Record<string, (m: Moves) => void> = {
  ArrowUp: (m) => m.move(0, -0.25), ArrowDown: (m) => m.move(0, 0.25),
};

function Tools({ moves, flat }: { moves: Moves; flat: boolean }) {
  const key = (e: KeyboardEvent): void => {
    const act = KEYS[e.key] ?? (flat ? undefined : UPRIGHT[e.key]);
    if (act) { e.preventDefault(); act(moves); }
  };
  const button = (sign: string, vi: string, en: string, act: () => void) => (
    <button type="button" aria-label={say(vi, en)} title={say(vi, en)} onClick={act}>{sign}</button>);
  return (
    <div class="zoom" role="group" aria-label={say("Phóng to và dời hình", "Zoom and move the picture")} onKeyDown={key}>
      {button("←", "Sang trái", "Left", () => moves.move(-0.5, 0))}
      {button("→", "Sang phải", "Right", () => moves.move(0.5, 0))}
      {button("−", "Thu nhỏ", "Zoom out", () => moves.zoom(0.5))}
      {button("+", "Phóng to", "Zoom in", () => moves.zoom(2))}
      {button("⤢", "Toàn cảnh", "Show all", () => moves.whole())}
    </div>);
}

/** Puts the buttons below the picture; flat: it moves left and right only. */
export function tools(svg: SVGSVGElement, moves: Moves, flat: boolean): void {
  const place = document.createElement("div");
  svg.after(place);
  render(<Tools moves={moves} flat={flat} />, place);
}

/** Wheels scroll the page unless a key says that they zoom; one finger too. */
export function meant(e: Event): boolean {
  if (e instanceof WheelEvent) return e.ctrlKey || e.metaKey;
  if (typeof TouchEvent !== "undefined" && e instanceof TouchEvent) return e.touches.length > 1;
  return !(e as MouseEvent).button;
}
