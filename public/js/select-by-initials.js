// In a list whose choices have data-initials, typing the first letters of a name's pinyin chooses it: no input method opens
// in a list. What is typed within a second belongs together.
let initialsTyped = ''
let initialsTypedAt = 0

document.addEventListener('keydown', event => {
  const list = event.target
  if (!(list instanceof HTMLSelectElement) || event.ctrlKey || event.altKey || event.metaKey) return
  if (!/^[a-z0-9]$/i.test(event.key)) return
  const named = [...list.options].filter(option => option.dataset.initials)
  if (named.length === 0) return
  event.preventDefault()
  initialsTyped = (event.timeStamp - initialsTypedAt < 1000 ? initialsTyped : '') + event.key.toLowerCase()
  initialsTypedAt = event.timeStamp
  const meant = named.find(option => option.dataset.initials.split(' ').some(word => word.startsWith(initialsTyped)))
  if (meant === undefined || meant.selected) return
  meant.selected = true
  list.dispatchEvent(new Event('input', { bubbles: true }))
  list.dispatchEvent(new Event('change', { bubbles: true }))
})
