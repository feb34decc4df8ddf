// Ctrl+S presses the button that keeps the draft: <button name="draft" data-save-shortcut>保存草稿</button>.
document.addEventListener('keydown', event => {
  if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
  const button = document.querySelector('[data-save-shortcut]')
  if (!button) return
  event.preventDefault()
  // What is typed counts as changed once one leaves the field.
  const field = document.activeElement
  field.blur()
  field.focus({ preventScroll: true })
  button.click()
})
