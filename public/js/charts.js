// Draws every canvas[data-chart]. The attribute holds JSON:
// { type: 'line' | 'bar' | 'stacked' | 'box', labels: [...], unit: '人', series: [{ label, colour, values: [...] }] };
// a value of a 'box' is [from, to], and its series share one bar;
// colour: blue · yellow · red · none · other (a colour the rules added) · accent. Each colour has its own point shape, dash and hatch: never colour alone.
const CHART_LOOK = {
  blue: { line: '#2a6db3', point: 'triangle', dash: [], hatch: 'rising' },
  yellow: { line: '#a86f00', point: 'rectRot', dash: [6, 3], hatch: 'dots' },
  red: { line: '#b3261e', point: 'rect', dash: [2, 2], hatch: 'falling' },
  none: { line: '#66727e', point: 'circle', dash: [8, 3, 2, 3], hatch: 'plain' },
  other: { line: '#6b4a8f', point: 'star', dash: [10, 4], hatch: 'crossed' },
  accent: { line: '#1d5fa8', point: 'circle', dash: [], hatch: 'plain' },
}

const HATCHES = {
  rising: pen => {
    pen.moveTo(-2, 2)
    pen.lineTo(2, -2)
    pen.moveTo(0, 8)
    pen.lineTo(8, 0)
    pen.moveTo(6, 10)
    pen.lineTo(10, 6)
  },
  falling: pen => {
    pen.moveTo(-2, 6)
    pen.lineTo(2, 10)
    pen.moveTo(0, 0)
    pen.lineTo(8, 8)
    pen.moveTo(6, -2)
    pen.lineTo(10, 2)
  },
  crossed: pen => {
    HATCHES.rising(pen)
    HATCHES.falling(pen)
  },
  dots: pen => pen.arc(4, 4, 1, 0, 2 * Math.PI),
  plain: () => undefined,
}

const hatched = (context, look) => {
  const tile = document.createElement('canvas')
  tile.width = 8
  tile.height = 8
  const pen = tile.getContext('2d')
  pen.fillStyle = look.line
  pen.fillRect(0, 0, 8, 8)
  pen.strokeStyle = 'rgba(255,255,255,.75)'
  pen.lineWidth = 1.5
  pen.beginPath()
  HATCHES[look.hatch](pen)
  pen.stroke()
  return context.createPattern(tile, 'repeat')
}

const seriesOf = (context, type) => one => {
  const look = CHART_LOOK[one.colour] || CHART_LOOK.accent
  if (type !== 'line') {
    const fill = { backgroundColor: hatched(context, look), maxBarThickness: 40, grouped: type !== 'box' }
    return { label: one.label, data: one.values, ...fill }
  }
  return {
    label: one.label,
    data: one.values,
    borderColor: look.line,
    backgroundColor: look.line,
    borderDash: look.dash,
    borderWidth: 2,
    pointStyle: look.point,
    pointRadius: 4,
    pointHoverRadius: 6,
  }
}

// As the tables beside it write it.
const minus = text => text.replace('-', '−')

function tickWords(...tick) {
  return minus(window.Chart.Ticks.formatters.numeric.apply(this, tick))
}

const drawChart = canvas => {
  const { type, labels, unit, series } = JSON.parse(canvas.dataset.chart)
  const stacked = type === 'stacked'
  new window.Chart(canvas, {
    type: type === 'line' ? 'line' : 'bar',
    data: { labels, datasets: series.map(seriesOf(canvas.getContext('2d'), type)) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { stacked, grid: { display: false } },
        y: { stacked, beginAtZero: type !== 'box', ticks: { precision: 0, callback: tickWords } },
      },
      plugins: {
        legend: {
          position: 'bottom',
          labels: { usePointStyle: type === 'line', boxHeight: 8, padding: 16 },
        },
        tooltip: { callbacks: { label: item => ` ${item.dataset.label} ${minus(item.formattedValue)} ${unit}` } },
      },
    },
  })
}

const drawCharts = root => {
  if (!window.Chart) return
  window.Chart.defaults.font.family = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif'
  window.Chart.defaults.font.size = 12
  window.Chart.defaults.color = '#4a5560'
  for (const canvas of root.querySelectorAll('canvas[data-chart]')) {
    if (!window.Chart.getChart(canvas)) drawChart(canvas)
  }
}

drawCharts(document)
document.addEventListener('htmx:afterSwap', event => drawCharts(event.detail.target))

// Paper is narrower than the screen: charts take its width while printing.
const everyChart = act => {
  for (const canvas of document.querySelectorAll('canvas[data-chart]')) {
    const chart = window.Chart?.getChart(canvas)
    if (chart) act(chart)
  }
}

window.addEventListener('beforeprint', () => everyChart(chart => chart.resize(660, 200)))
window.addEventListener('afterprint', () => everyChart(chart => chart.resize()))
