// In a [data-grid], Enter moves to the field below in the same column, else to the next one; it never submits the form.
const GRID_FIELDS = 'input:not([type=hidden]):not([disabled]):not([readonly]), select:not([disabled])'

const nextGridField = (grid, field) => {
  const cell = field.closest('td, th')
  const below = cell?.parentElement.nextElementSibling?.cells[cell.cellIndex]?.querySelector(GRID_FIELDS)
  if (below) return below
  const fields = [...grid.querySelectorAll(GRID_FIELDS)]
  return fields[fields.indexOf(field) + 1]
}

document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
  const field = event.target
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return
  const grid = field.closest('[data-grid]')
  if (!grid) return
  event.preventDefault()
  const next = nextGridField(grid, field)
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
})
