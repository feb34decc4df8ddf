// Closes an open details.menu on Escape, on a click elsewhere, and when another opens. In a .table-wrap, which would
// cut it off, the opened menu is placed on the window instead.
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

const placeOnWindow = menu => {
  const items = menu.querySelector('.menu-items')
  const summary = menu.getBoundingClientRect()
  const above = summary.bottom + items.offsetHeight + 8 > window.innerHeight
  items.style.position = 'fixed'
  items.style.right = `${document.documentElement.clientWidth - summary.right}px`
  items.style.top = `${above ? summary.top - items.offsetHeight - 8 : summary.bottom}px`
}

document.addEventListener(
  'toggle',
  event => {
    if (event.target.matches('.table-wrap details.menu[open]')) placeOnWindow(event.target)
  },
  true,
)
document.addEventListener(
  'scroll',
  event => {
    if (event.target instanceof Element && event.target.matches('.table-wrap')) closeMenus(null)
  },
  true,
)
