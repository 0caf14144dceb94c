"use strict";
(() => {
  const root = document.documentElement;
  const color = name => getComputedStyle(root).getPropertyValue(name).trim();
  const three = v => {
    if (v === 0) return "0";
    const a = Math.abs(v);
    if (a >= 1e6 || a < 1e-3) return v.toExponential(2).replace(/\.?0+e/, "e");
    return a >= 1000 ? Math.round(v).toLocaleString("en-US") : String(Number(v.toPrecision(3)));
  };
  const scaled = (v, steps) => {
    let text = "0";
    for (const [unit, size] of steps) {
      text = Number((v / size).toPrecision(3)) + " " + unit;
      if (Math.abs(v / size) < 999.5) break;
    }
    return v === 0 ? "0" : text;
  };
  const TIMES = [["ns", 1], ["µs", 1e3], ["ms", 1e6], ["s", 1e9]];
  const SIZES = [["B", 1], ["KiB", 1024], ["MiB", 1048576], ["GiB", 1073741824]];
  const text = (unit, v) => {
    if (v === null || v === undefined) return "-";
    if (unit === "ns") return scaled(v, TIMES);
    if (unit === "percent") return three(v) + " %";
    if (unit === "bytes") return scaled(v, SIZES);
    if (unit === "bytes_per_second") return scaled(v, SIZES) + "/s";
    return three(v);
  };

  const tip = document.createElement("div");
  tip.id = "tip";
  document.body.append(tip);
  document.addEventListener("pointermove", event => {
    const from = event.target.closest ? event.target.closest("[data-tip]") : null;
    tip.style.display = from ? "block" : "none";
    if (from) {
      tip.textContent = from.dataset.tip;
      const left = Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8);
      tip.style.left = Math.max(8, left) + "px";
      tip.style.top = Math.max(4, event.clientY - tip.offsetHeight - 10) + "px";
    }
  });

  const plots = [];
  const whiskers = (u, data) => {
    const ctx = u.ctx;
    ctx.save();
    data.curves.forEach((curve, s) => {
      if (!u.series[s + 1].show) return;
      ctx.strokeStyle = color("--c" + curve.color);
      ctx.fillStyle = color("--ink");
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.font = 12 * devicePixelRatio + "px system-ui, sans-serif";
      const right = u.bbox.left + u.bbox.width;
      const boxes = [];
      data.x.forEach((at, i) => {
        const x = u.valToPos(at, "x", true);
        const range = curve.intervals && curve.intervals[i];
        if (range) {
          const low = u.valToPos(range[0], "y", true);
          const high = u.valToPos(range[1], "y", true);
          ctx.beginPath();
          ctx.moveTo(x, low); ctx.lineTo(x, high);
          for (const y of [low, high]) { ctx.moveTo(x - 4, y); ctx.lineTo(x + 4, y); }
          ctx.stroke();
        }
        const label = curve.labels && curve.labels[i];
        if (label) {
          const y0 = u.valToPos(curve.y[i], "y", true) - 6 * devicePixelRatio;
          const height = 14 * devicePixelRatio;
          const width = ctx.measureText(label).width;
          const left = Math.max(u.bbox.left, Math.min(x + 6 * devicePixelRatio, right - width - 2));
          let y = y0;
          const hits = () => boxes.some(b => left < b[0] + b[2] && b[0] < left + width
              && y - height < b[1] && b[1] - height < y);
          while (hits() && y > u.bbox.top + height) y -= height;
          boxes.push([left, y, width]);
          ctx.fillText(label, left, y);
        }
      });
    });
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3, 3]);
    ctx.strokeStyle = color("--soft");
    ctx.fillStyle = color("--soft");
    data.marks.forEach((mark, i) => {
      const x = u.valToPos(mark.x, "x", true);
      const y = u.bbox.top + (14 + 16 * i) * devicePixelRatio;
      ctx.beginPath(); ctx.moveTo(x, u.bbox.top); ctx.lineTo(x, u.bbox.top + u.bbox.height);
      ctx.stroke(); ctx.fillText(mark.label, x + 5, y);
    });
    ctx.restore();
  };
  const whole = [];
  for (let power = 1; power < 1e15; power *= 10) whole.push(power, 2 * power, 5 * power);
  const axis = (unit, label, size, space) => ({
    space: space, incrs: unit === "count" ? whole : undefined, label: label || undefined, size: size, labelSize: 22, font: "12px system-ui, sans-serif",
    labelFont: "13px system-ui, sans-serif",
    stroke: () => color("--soft"),
    grid: {stroke: () => color("--line"), width: 1},
    ticks: {stroke: () => color("--line"), width: 1},
    values: (u, splits) => splits.map(v => v === null ? null : text(unit, v))
  });
  const draw = host => {
    const data = JSON.parse(host.querySelector("script").textContent);
    const series = [{label: data.across.name, value: (u, v) => text(data.across.unit, v)}];
    for (const c of data.curves) {
      const points = c.join === "points";
      series.push({
        label: c.name, spanGaps: true, width: points ? 0 : 2,
        stroke: () => color("--c" + c.color),
        fill: undefined,
        dash: c.join === "dashes" ? [6, 4] : c.dash,
        paths: points ? () => null : c.join === "steps" ? uPlot.paths.stepped({align: 1}) : undefined,
        points: {show: points || c.dots, size: points ? 8 : 6, fill: () => color("--c" + c.color)},
        value: (u, v) => text(data.up.unit, v)
      });
    }
    const width = () => Math.max(280, host.clientWidth);
    const u = new uPlot({
      width: width(), height: 320,
      scales: {
        x: {time: false, distr: data.across.log ? 3 : 1},
        y: {range: (self, low, high) => {
          const top = data.up.unit === "percent" ? Math.max(high, 100) : high;
          const bottom = Math.min(0, low);
          return [bottom, top + (data.up.unit === "percent" ? 0 : (top - bottom || 1) * 0.08)];
        }}
      },
      axes: [axis(data.across.unit, data.across.name, 34, 84),
             axis(data.up.unit, width() < 500 ? "" : data.up.name, width() < 500 ? 60 : 74, 40)],
      series: series,
      cursor: {points: {size: 8}, drag: {x: true, y: false}},
      hooks: {draw: [self => whiskers(self, data)]}
    }, [data.x, ...data.curves.map(c => c.y)], host);
    u.over.closest(".u-wrap").setAttribute("aria-hidden", "true");
    plots.push([u, width]);
    const live = host.querySelector("[aria-live]");
    let at = -1;
    host.addEventListener("keydown", event => {
      const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (!step) return;
      event.preventDefault();
      at = Math.min(data.x.length - 1, Math.max(0, at + step));
      u.setCursor({left: u.valToPos(data.x[at], "x"), top: u.bbox.height / 4});
      live.textContent = data.across.name + " " + text(data.across.unit, data.x[at]) + ": "
        + data.curves.filter(c => c.y[at] !== null)
          .map(c => (c.labels && c.labels[at] || c.name) + " " + text(data.up.unit, c.y[at])).join(", ");
    });
  };
  document.querySelectorAll(".plot").forEach(draw);
  const redraw = () => plots.forEach(([u]) => u.redraw(false, true));
  const resize = () => plots.forEach(([u, width]) => u.setSize({width: width(), height: 320}));
  let waiting = 0;
  addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(resize); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => {
    root.dataset.print = "yes";
    document.querySelectorAll("details").forEach(each => { each.open = true; });
    redraw();
  });
  addEventListener("afterprint", () => { delete root.dataset.print; redraw(); });
})();
