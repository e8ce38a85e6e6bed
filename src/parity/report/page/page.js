"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const theme = byId("theme");
  byId("theme-field").hidden = false;
  theme.addEventListener("change", () => {
    document.documentElement.dataset.theme = theme.value;
  });

  // Below the search field: rows of the matrix, and differences of the lists.
  const search = byId("search");
  const controls = byId("controls");
  const searchable = (selector) => Array.from(document.querySelectorAll(selector), (element) => ({
    element,
    text: element.textContent.toLowerCase(),
  }));
  const rows = searchable("tr.setting");
  const differences = searchable(".found > ol > li, .kind > ol > li");
  const bodies = document.querySelectorAll("tbody");
  const lists = Array.from(document.querySelectorAll(".found, .kind"), (element) => ({
    element,
    open: element.open,
  }));

  const filter = () => {
    const show = controls ? controls.elements.show.value : "all";
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ text }) => words.every((word) => text.includes(word));
    const count = (entries, isShown) => entries.filter((entry) => {
      const shown = isShown(entry);
      entry.element.hidden = !shown;
      return shown;
    }).length;

    const settings = count(rows, (row) =>
      (show === "all" || show in row.element.dataset) && fits(row));
    for (const body of bodies) {
      body.hidden = !body.querySelector("tr.setting:not([hidden])");
    }
    const listed = count(differences, fits);
    for (const { element, open } of lists) {
      const found = element.querySelector("li:not([hidden])") !== null;
      element.hidden = !found;
      element.open = words.length ? found : open;
    }
    const none = byId("none");
    if (none) none.hidden = settings > 0;
    const shown = [`${settings} of ${rows.length} settings`];
    if (differences.length) shown.push(`${listed} of ${differences.length} differences`);
    byId("count").value = shown.join(", ");
  };
  search.addEventListener("input", filter);
  if (controls) {
    controls.addEventListener("input", filter);
    controls.addEventListener("submit", (event) => event.preventDefault());
    controls.hidden = false;
  }

  // A link to what is filtered out shows all again, and what is folded opens.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && byId(link.getAttribute("href").slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) {
      search.value = "";
      if (controls) controls.reset();
      filter();
    }
    for (let list = target.closest("details"); list; list = list.parentElement.closest("details")) {
      list.open = true;
    }
  });

  byId("find").hidden = false;
  filter();
})();
