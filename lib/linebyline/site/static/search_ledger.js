/* A search with a number in it may mean an equation of a source: offer the ledger. */
"use strict";
addEventListener("DOMContentLoaded", () => {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const results = document.getElementById("search-results");
  if (!results || !/\d/.test(query)) return;
  const link = document.createElement("a");
  link.href = `chapters/ledger.html?find=${encodeURIComponent(query)}`;
  link.textContent = `Look up “${query}” among the statements of the sources`;
  const line = document.createElement("p");
  line.append(link);
  results.before(line);
});
