// The cascade heatmap: arrow keys move from cell to cell, the chosen column is framed and named.
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Heatmap extends HTMLElement {
  connectedCallback() {
    this.columns = [...this.querySelectorAll("g[data-name]")].map((g) => [...g.querySelectorAll("a")]);
    this.frame = this.querySelector("rect.sel");
    this.chosen = this.querySelector("[data-chosen]");
    this.addEventListener("keydown", (event) => this.move(event));
    this.addEventListener("focusin", (event) => this.choose(event.target.closest("a")));
    this.addEventListener("pointerover", (event) => this.choose(event.target.closest("g[data-name] a")));
  }

  place(cell) {
    const column = this.columns.findIndex((cells) => cells.includes(cell));
    return [column, column < 0 ? -1 : this.columns[column].indexOf(cell)];
  }

  move(event) {
    const cell = event.target.closest("g[data-name] a");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const [column, row] = this.place(cell);
    let next;
    if (event.key in STEPS) {
      const [right, down] = STEPS[event.key];
      next = this.columns[column + right]?.[row + down];
    } else if (event.key === "Home") next = this.columns[0][row];
    else if (event.key === "End") next = this.columns.at(-1)[row];
    else return;
    event.preventDefault();
    if (!next) return;
    cell.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }

  choose(cell) {
    if (!cell) return;
    const group = cell.closest("g");
    const shape = cell.querySelector("rect, circle");
    const box = shape.getBBox();
    this.frame.setAttribute("x", box.x - 1.6);
    this.frame.setAttribute("width", box.width + 3.2);
    this.frame.setAttribute("visibility", "visible");
    this.chosen.hidden = false;
    this.chosen.querySelector("strong").textContent = group.dataset.name;
    this.chosen.querySelector("span").textContent = group.dataset.told;
  }
}

customElements.define("vd-heatmap", Heatmap);
