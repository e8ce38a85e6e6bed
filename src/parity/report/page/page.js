"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const theme = byId("theme");
  byId("theme-field").hidden = false;
  theme.addEventListener("change", () => {
    document.documentElement.dataset.theme = theme.value;
  });

  const controls = byId("controls");
  if (!controls) return;
  const search = byId("search");
  const rows = Array.from(document.querySelectorAll("tr.setting"), (element) => ({
    element,
    text: element.textContent.toLowerCase(),
  }));
  const bodies = document.querySelectorAll("tbody");

  const filter = () => {
    const show = controls.elements.show.value;
    const words = search.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const { element, text } of rows) {
      const fits = (show === "all" || show in element.dataset)
        && words.every((word) => text.includes(word));
      element.hidden = !fits;
      shown += fits;
    }
    for (const body of bodies) {
      body.hidden = !body.querySelector("tr.setting:not([hidden])");
    }
    byId("none").hidden = shown > 0;
    byId("count").value = `${shown} of ${rows.length} shown`;
  };
  controls.addEventListener("input", filter);
  controls.addEventListener("submit", (event) => event.preventDefault());

  // A link to a row that the filter hides shows all rows again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#s"]');
    const row = link && document.querySelector(link.getAttribute("href"));
    if (row && row.hidden) {
      controls.reset();
      filter();
    }
  });

  controls.hidden = false;
  filter();
})();
