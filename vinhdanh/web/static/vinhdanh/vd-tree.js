// Arrow keys in the tree, closing of opened branches, and the mark on the chosen unit.
class Tree extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.click(event), true);
    this.addEventListener("keydown", (event) => this.key(event));
  }

  click(event) {
    const twist = event.target.closest(".twist");
    if (twist) {
      const branch = twist.closest("li").querySelector(":scope > ul");
      if (!branch) return;
      event.preventDefault();
      event.stopPropagation();
      branch.hidden = !branch.hidden;
      twist.setAttribute("aria-expanded", String(!branch.hidden));
      return;
    }
    const name = event.target.closest(".n");
    if (!name || event.ctrlKey || event.metaKey) return;
    // Beside the tree the panel is swapped in place; above it, on a narrow page, the link opens the page anew.
    if (matchMedia("(max-width:1100px)").matches) return event.stopPropagation();
    this.querySelectorAll(".node[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    name.closest(".node").setAttribute("aria-current", "true");
  }

  key(event) {
    const node = event.target.closest(".node");
    if (!node) return;
    const shown = [...this.querySelectorAll(".node")].filter((one) => one.offsetParent !== null);
    const here = shown.indexOf(node);
    const twist = node.querySelector(".twist");
    const isOpen = twist?.getAttribute("aria-expanded") === "true";
    const to = { ArrowDown: shown[here + 1], ArrowUp: shown[here - 1], Home: shown[0], End: shown.at(-1) }[event.key];
    if (to) {
      to.querySelector(".n").focus();
    } else if (event.key === "ArrowRight" && twist && !isOpen) {
      twist.click();
    } else if (event.key === "ArrowLeft" && isOpen) {
      twist.click();
    } else if (event.key === "ArrowLeft") {
      node.closest("ul").closest("li")?.querySelector(".n")?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }
}

customElements.define("vd-tree", Tree);
