// The kill matrix: a filter over defects; the page is whole without it.
(() => {
  const form = document.querySelector(".filters");
  const groups = [...document.querySelectorAll(".group")].map((section) => ({
    section,
    rows: [...section.querySelectorAll(".kill")].map((row) => ({
      row,
      text: row.textContent.toLowerCase(),
      suites: row.dataset.suites.split(" "),
      states: [row.classList.contains("caught") ? "caught" : "survives", "broad" in row.dataset ? "broad" : ""],
    })),
  }));
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
  function filter() {
    const asked = Object.fromEntries(new FormData(form));
    const words = asked.q.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      let here = 0;
      for (const each of group.rows) {
        const passes =
          words.every((word) => each.text.includes(word)) &&
          (!asked.suite || each.suites.includes(asked.suite)) &&
          (!asked.state || each.states.includes(asked.state));
        each.row.hidden = !passes;
        here += passes;
      }
      group.section.hidden = !here;
      shown += here;
    }
    form.querySelector("output").textContent = `${shown} of ${total}`;
    document.querySelector(".empty").hidden = shown > 0;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
  document.documentElement.dataset.ready = String(total);
})();
