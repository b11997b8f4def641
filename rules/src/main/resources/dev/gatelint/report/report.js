"use strict";
(function () {
  var box = document.getElementById("filter");
  var shown = document.getElementById("shown");
  var buttons = Array.prototype.slice.call(document.querySelectorAll("[data-filter]"));
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-search]"));
  function apply() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    items.forEach(function (item) {
      var text = item.getAttribute("data-search");
      var hit = words.every(function (word) { return text.indexOf(word) >= 0; });
      item.hidden = !hit;
      if (hit) count++;
    });
    shown.textContent = words.length ? count + " of " + items.length : "";
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(words.indexOf(button.getAttribute("data-filter")) >= 0));
    });
  }
  function show(text) {
    box.value = text;
    apply();
  }
  box.addEventListener("input", apply);
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var word = button.getAttribute("data-filter");
      show(box.value.trim() === word ? "" : word);
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== box && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape" && box.value) {
      show("");
    }
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (details) { details.open = true; });
  });
  function openTarget() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) show("");
    if (target && target.tagName === "DETAILS") target.open = true;
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
