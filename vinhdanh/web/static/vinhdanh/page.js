// Keys of every page: Ctrl K or / goes to the search field, ? opens the help. The theme button knows what it shows.
const search = document.getElementById("top-search");
const isTyping = (target) => target.closest("input,textarea,select,[contenteditable]");

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    search?.focus();
  } else if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  } else if (event.key === "/") {
    event.preventDefault();
    search?.focus();
  } else if (event.key === "?") {
    document.querySelector(".side-foot a")?.click();
  }
});

const themeButton = document.querySelector("[data-theme-switch] button");
if (themeButton) {
  themeButton.value = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
}

// A form that was sent is not sent again by a second click while the answer is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
