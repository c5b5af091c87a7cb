// The system's wish for dark pages, when the visitor chose nothing: before the first paint.
if (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches) {
  document.documentElement.dataset.theme = "dark";
}
