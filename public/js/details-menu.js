// Closes an open details.menu on Escape, on a click elsewhere, and when another opens.
const closeMenus = except => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (menu !== except) menu.open = false
  }
}

document.addEventListener('click', event => {
  closeMenus(event.target instanceof Element ? event.target.closest('details.menu') : null)
})
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return
  const menu = document.activeElement?.closest('details.menu[open]')
  closeMenus(null)
  menu?.querySelector('summary').focus()
})
