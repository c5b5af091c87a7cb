// A table with the habits of a spreadsheet: arrow keys, a selection, copy as TSV, paste into input cells,
// rows chosen by their check boxes. Without this file the table is still a table with links and boxes.
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const toast = () => document.querySelector("vd-toast");

const textOf = (cell) => {
  const input = cell.querySelector("input:not([type=checkbox]):not([type=hidden]),select,textarea");
  const text = input ? (input.selectedOptions ? input.selectedOptions[0]?.text ?? "" : input.value) : cell.innerText;
  return text.replace(/\s+/g, " ").trim();
};

class Table extends HTMLElement {
  connectedCallback() {
    this.region = this.querySelector(".tw");
    this.table = this.querySelector("table");
    if (!this.table) return;
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("copy", (event) => this.copy(event));
    this.addEventListener("paste", (event) => this.paste(event));
    this.addEventListener("mousedown", (event) => this.press(event));
    this.addEventListener("change", (event) => this.tick(event));
    this.count();
  }

  rows() {
    return [...this.table.rows].filter((row) => row.offsetParent !== null);
  }

  at(row, column) {
    return this.rows()[row]?.cells[column];
  }

  place(cell) {
    return [this.rows().indexOf(cell.parentElement), cell.cellIndex];
  }

  go(cell, extend) {
    if (!cell) return;
    if (!extend || !this.anchor) this.anchor = cell;
    this.current?.removeAttribute("tabindex");
    this.current = cell;
    cell.tabIndex = -1;
    cell.focus();
    this.mark();
  }

  mark() {
    this.table.querySelectorAll(".picked").forEach((cell) => cell.classList.remove("picked"));
    if (this.anchor && this.anchor !== this.current) this.picked().flat().forEach((cell) => cell.classList.add("picked"));
  }

  picked() {
    if (!this.current) return [];
    const [r1, c1] = this.place(this.anchor ?? this.current);
    const [r2, c2] = this.place(this.current);
    const rows = this.rows().slice(Math.min(r1, r2), Math.max(r1, r2) + 1);
    return rows.map((row) => [...row.cells].slice(Math.min(c1, c2), Math.max(c1, c2) + 1));
  }

  key(event) {
    const move = MOVES[event.key];
    const inCell = event.target === this.current;
    if (event.target !== this.region && !inCell) return;
    if (move && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (!inCell) {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        this.go(this.at(this.table.tHead?.offsetParent ? 1 : 0, 0), false);
        return;
      }
      event.preventDefault();
      const [row, column] = this.place(this.current);
      this.go(this.at(row + move[0], column + move[1]), event.shiftKey);
    } else if (inCell && event.key === "Enter") {
      this.current.querySelector("a,button,input,select,textarea")?.focus();
      this.current.querySelector("a")?.click();
    } else if (inCell && event.key === " ") {
      const box = this.current.parentElement.querySelector("input[type=checkbox]");
      if (box) {
        event.preventDefault();
        box.click();
      }
    } else if (inCell && event.key === "Escape") {
      this.anchor = this.current;
      this.mark();
      this.region.focus();
    }
  }

  press(event) {
    const cell = event.target.closest("td,th");
    if (!cell || event.target.closest("a,button,input,select,textarea,label,summary") || !event.shiftKey || !this.current) return;
    event.preventDefault();
    this.go(cell, true);
  }

  copy(event) {
    if (!this.current || String(getSelection()) || event.target.closest("input,textarea")) return;
    const cells = this.picked();
    event.clipboardData.setData("text/plain", cells.map((row) => row.map(textOf).join("\t")).join("\n"));
    event.preventDefault();
    toast()?.told("copied", cells.flat().length);
  }

  paste(event) {
    const start = event.target.closest("td");
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!start || !/[\t\n]/.test(text)) return;
    const [row, column] = this.place(start);
    let filled = 0;
    text.split("\n").forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const input = this.at(row + down, column + right)?.querySelector("input:not([type=checkbox]):not([type=hidden]),textarea,select");
        if (!input || input.disabled || input.readOnly) return;
        const option = input.options && [...input.options].find((one) => one.text.trim().toLowerCase() === value.trim().toLowerCase());
        if (input.options && !option) return;
        input.value = option ? option.value : value.trim();
        input.dispatchEvent(new Event("change", { bubbles: true }));
        filled += 1;
      }),
    );
    if (filled) {
      event.preventDefault();
      toast()?.told("pasted", filled);
    }
  }

  boxes() {
    return [...this.table.querySelectorAll("tbody input[type=checkbox][name]")];
  }

  tick(event) {
    if (event.target.matches("thead input[type=checkbox]")) {
      this.boxes().forEach((box) => (box.checked = event.target.checked));
    }
    if (event.target.matches("input[type=checkbox]")) this.count();
  }

  // The bar for chosen rows belongs to the same form; [data-count] shows their number.
  count() {
    const boxes = this.boxes();
    const chosen = boxes.filter((box) => box.checked).length;
    boxes.forEach((box) => box.closest("tr").classList.toggle("sel", box.checked));
    const all = this.table.querySelector("thead input[type=checkbox]");
    if (all) {
      all.checked = boxes.length > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    const bar = (this.closest("form") ?? this.parentElement).querySelector(".bulk");
    if (!bar || !boxes.length) return;
    bar.hidden = chosen === 0;
    bar.querySelectorAll("[data-count]").forEach((part) => (part.textContent = String(chosen)));
  }
}

customElements.define("vd-table", Table);
