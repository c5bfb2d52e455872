"use strict";
// Draws each figure's table; Chart.js is served from our own files (chart.umd.min.js, MIT, chart.js-LICENSE.md).
Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
Chart.defaults.font.size = 14;
Chart.defaults.color = "#182433";
Chart.defaults.animation = false;
const COLOURS = ["#0b62b8", "#b3480a", "#2b7a3d", "#6b3fa0"];
for (const figure of document.querySelectorAll("figure.chart")) {
  const table = figure.querySelector("table");
  if (!table) continue;
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
  const bar = figure.dataset.kind === "bar";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${figure.querySelector("h2").textContent}，数字在下面的表里`);
  const box = figure.querySelector(".canvas");
  box.style.height = bar ? `${60 + rows.length * (14 + 16 * (heads.length - 1))}px` : "260px";
  box.append(canvas);
  const datasets = heads.slice(1).map((label, number) => ({
    label, data: rows.map((row) => Number(row[number + 1])), borderColor: COLOURS[number], backgroundColor: COLOURS[number],
    hidden: label === "平均毫秒", tension: .2, maxBarThickness: 22,
  }));
  new Chart(canvas, {
    type: figure.dataset.kind,
    data: { labels: rows.map((row) => (row[0].length > 9 ? `${row[0].slice(0, 8)}…` : row[0])), datasets },
    options: {
      indexAxis: bar ? "y" : "x", responsive: true, maintainAspectRatio: false,
      plugins: { legend: { display: datasets.length > 1 } },
      scales: { [bar ? "x" : "y"]: { beginAtZero: true, ticks: { precision: 0 } } },
    },
  });
}
