// The chosen figure is marked in the text; on a narrow screen its panel comes into view.
const panel = document.getElementById("nguon");
document.addEventListener("click", (event) => {
  const figure = event.target.closest?.(".doc a.fig");
  if (!figure || event.defaultPrevented && !figure.hasAttribute("hx-get")) return;
  for (const other of document.querySelectorAll(".doc a.fig[aria-current]")) other.removeAttribute("aria-current");
  figure.setAttribute("aria-current", "true");
});
document.addEventListener("htmx:after:swap", () => {
  if (panel && matchMedia("(max-width: 1100px)").matches) panel.scrollIntoView({ block: "start" });
});
