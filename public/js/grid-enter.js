// In a [data-grid], Enter moves to the next field, Shift+Enter to the one before; it never submits the form.
const GRID_FIELDS = 'input:not([type=hidden]):not([disabled]):not([readonly]), select:not([disabled])'

document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
  const field = event.target
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return
  const grid = field.closest('[data-grid]')
  if (!grid) return
  event.preventDefault()
  const fields = [...grid.querySelectorAll(GRID_FIELDS)]
  const next = fields[fields.indexOf(field) + (event.shiftKey ? -1 : 1)]
  if (!next) return
  next.focus()
  if (next instanceof HTMLInputElement) next.select()
})
