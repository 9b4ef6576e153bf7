// Runs before the first paint, so that a dark page never flashes white. External, because inline scripts are refused.
(function () {
  var chosen = "system";
  try {
    chosen = localStorage.getItem("sparkbot_theme") || "system";
  } catch {
    chosen = "system";
  }
  var dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  var bar = document.querySelector('meta[name="theme-color"]');
  if (bar) bar.setAttribute("content", dark ? "#191714" : "#faf9f7");
})();
