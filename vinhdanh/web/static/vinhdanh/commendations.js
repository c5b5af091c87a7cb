// Rounds and dossiers: an opened row closes again, J and K walk through the dossiers, a button prints.
// Without this file the same is done by links and the browser's own menu.
const isTyping = (target) => target.closest("input,textarea,select,[contenteditable]");

// The tag of a row opens its conditions below the row; pressed again it takes them away.
document.addEventListener(
  "click",
  (event) => {
    const tag = event.target.closest("a[data-open]");
    if (!tag) return;
    const next = tag.closest("tr").nextElementSibling;
    if (next?.dataset.of === tag.dataset.open) {
      event.preventDefault();
      event.stopImmediatePropagation();
      next.remove();
      tag.setAttribute("aria-expanded", "false");
    } else {
      tag.setAttribute("aria-expanded", "true");
    }
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const link = document.querySelector(`a[data-key="${event.key.toLowerCase()}"]`);
  if (link) {
    event.preventDefault();
    link.click();
  }
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});

// After "reset" the boxes are empty, but the table has to count them again.
document.addEventListener("reset", (event) => {
  setTimeout(() => {
    const box = event.target.querySelector("tbody input[type=checkbox]");
    box?.dispatchEvent(new Event("change", { bubbles: true }));
  });
});

// One small panel is open at a time.
document.addEventListener("toggle", (event) => {
  if (!event.target.matches("details.pop") || !event.target.open) return;
  document.querySelectorAll("details.pop[open]").forEach((other) => {
    if (other !== event.target) other.open = false;
  });
}, true);
