// Short news at the foot of the page: dispatch new CustomEvent("vd:toast", {detail: "text"}) on document.
class Toast extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    document.addEventListener("vd:toast", (event) => this.show(event.detail));
  }

  show(text) {
    const line = document.createElement("p");
    line.textContent = String(text?.value ?? text);
    this.replaceChildren(line);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.replaceChildren(), 6000);
  }

  // A sentence of the page with its number: data-copied="Đã chép %n ô."
  told(name, number) {
    const sentence = this.dataset[name];
    if (sentence) this.show(sentence.replace("%n", number));
  }
}

customElements.define("vd-toast", Toast);
