// Keeps the weighted means of the parts under [data-assessment-grid] as one types: what is seen counts, by weight.
document.addEventListener('input', event => {
  const grid = event.target instanceof Element ? event.target.closest('[data-assessment-grid]') : null
  if (grid) showMeans(grid)
})

function showMeans(grid) {
  const parts = new Map()
  for (const field of grid.querySelectorAll('input[data-part]')) {
    const value = Number(field.value.trim())
    const isSeen = field.value.trim() !== '' && value >= 0 && value <= 100
    const part = parts.get(field.dataset.part) || { total: 0, weights: 0 }
    const weight = Number(field.dataset.weight)
    if (isSeen) parts.set(field.dataset.part, { total: part.total + value * weight, weights: part.weights + weight })
    else parts.set(field.dataset.part, part)
  }
  for (const [code, { total, weights }] of parts) {
    const output = document.querySelector(`output[data-mean="${code}"]`)
    if (output) output.value = weights === 0 ? '—' : (Math.round((total / weights) * 100) / 100).toFixed(2)
  }
}
