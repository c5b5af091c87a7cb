// A slider over the days of the organisation. Without this file the day is typed into the field beside it.
const DAY = 86400000;

class AsOf extends HTMLElement {
  connectedCallback() {
    this.slider = this.querySelector("input[type=range]");
    this.field = this.querySelector("input[name=ngay]");
    this.dot = this.querySelector(".evsel");
    if (!this.slider) return;
    this.slider.hidden = false;
    this.slider.addEventListener("input", () => this.show());
    this.slider.addEventListener("change", () => this.go());
  }

  day() {
    return new Date(Date.parse(`${this.dataset.first}T00:00:00Z`) + this.slider.valueAsNumber * DAY).toISOString().slice(0, 10);
  }

  show() {
    const [year, month, day] = this.day().split("-");
    const text = `${day}/${month}/${year}`;
    this.field.value = text;
    this.slider.setAttribute("aria-valuetext", text);
    this.dot?.setAttribute("cx", 12 + (976 * this.slider.valueAsNumber) / this.slider.max);
  }

  // A keyboard moves day by day: the page follows when the keys rest.
  go() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => location.assign(this.dataset.url.replace("DAY", this.day())), 500);
  }
}

customElements.define("vd-asof", AsOf);
