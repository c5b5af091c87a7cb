// A region pasted from a spreadsheet into one cell to mend fills the cells beside and below it.
const fields = () => [...document.querySelectorAll(".mend")].map((row) => [...row.querySelectorAll("input")]);
document.addEventListener("paste", (event) => {
  const target = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!target.classList?.contains("cellfix") || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const grid = fields();
  const top = grid.findIndex((row) => row.includes(target));
  const left = grid[top].indexOf(target);
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
    line.split("\t").forEach((value, right) => {
      const field = grid[top + down]?.[left + right];
      if (field) field.value = value.trim();
    });
  });
});
