// "/" moves to the search of a person, unless something is being typed.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return
  const field = document.querySelector('[data-search-shortcut]')
  if (!field) return
  event.preventDefault()
  field.focus()
})
