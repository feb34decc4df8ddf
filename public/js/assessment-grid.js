// Keeps the weighted means of the parts under [data-assessment-grid] as one types: what is seen counts, by weight. Once by
// the weights of the grid, and once by those of the score where these differ.
document.addEventListener('input', event => {
  const grid = event.target instanceof Element ? event.target.closest('[data-assessment-grid]') : null
  if (!grid) return
  showMeans(grid, 'part', 'weight', 'data-mean')
  showMeans(grid, 'countedPart', 'countedWeight', 'data-counted-mean')
})

function showMeans(grid, partName, weightName, output) {
  const parts = new Map()
  for (const field of grid.querySelectorAll('input[data-part]')) {
    const code = field.dataset[partName]
    if (!code) continue
    const value = Number(field.value.trim())
    const isSeen = field.value.trim() !== '' && value >= 0 && value <= 100
    const part = parts.get(code) || { total: 0, weights: 0 }
    const weight = Number(field.dataset[weightName])
    if (isSeen) parts.set(code, { total: part.total + value * weight, weights: part.weights + weight })
    else parts.set(code, part)
  }
  for (const [code, { total, weights }] of parts) {
    const shown = document.querySelector(`output[${output}="${code}"]`)
    if (shown) shown.value = weights === 0 ? '—' : (Math.round((total / weights) * 100) / 100).toFixed(2)
  }
}

// Another cycle may have other cells.
document.addEventListener('change', event => {
  const field = event.target
  const button =
    field instanceof Element && field.matches('[name=cycle]') ? field.form.querySelector('[value=grid]') : null
  if (button) button.click()
})
