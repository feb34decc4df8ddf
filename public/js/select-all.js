// [data-select-all] in a table's head ticks every [data-select] of that table; [data-selected-count] says how many,
// and [data-needs-selection] buttons wait for the first.
const showSelection = form => {
  const boxes = [...form.querySelectorAll('[data-select]')]
  const chosen = boxes.filter(box => box.checked).length
  for (const box of boxes) box.closest('tr')?.classList.toggle('chosen', box.checked)
  for (const place of form.querySelectorAll('[data-selected-count]')) place.textContent = `已选 ${chosen} 项`
  for (const button of form.querySelectorAll('[data-needs-selection]')) button.disabled = chosen === 0
  const all = form.querySelector('[data-select-all]')
  if (!all) return
  all.checked = chosen > 0 && chosen === boxes.length
  all.indeterminate = chosen > 0 && chosen < boxes.length
}

document.addEventListener('change', event => {
  const box = event.target
  if (!(box instanceof HTMLInputElement) || !box.form) return
  if (box.matches('[data-select-all]')) {
    for (const one of box.form.querySelectorAll('[data-select]')) one.checked = box.checked
  }
  if (box.matches('[data-select-all], [data-select]')) showSelection(box.form)
})

for (const all of document.querySelectorAll('[data-select-all]')) if (all.form) showSelection(all.form)
