// Opens and closes the left navigation and remembers it. Loaded in the head, so the first paint is already right.
;(() => {
  const root = document.documentElement
  root.classList.add('js')
  const narrow = window.matchMedia('(max-width: 959px)').matches
  let remembered = null
  try {
    remembered = localStorage.getItem('nav')
  } catch {
    // Storage may be switched off: the navigation then opens anew on each page.
  }
  root.classList.toggle('nav-closed', narrow || remembered === 'closed')

  // On a low screen the navigation is longer than what is seen of it. Scrolled alone: the page stays where it is.
  const showCurrent = item => {
    if (!item) return
    const below = item.getBoundingClientRect().bottom - window.innerHeight
    if (below > 0) item.closest('nav').scrollTop += below
  }

  document.addEventListener('DOMContentLoaded', () => {
    showCurrent(document.querySelector('.side [aria-current=page]'))
    const button = document.querySelector('[data-menu-toggle]')
    if (!button) return
    const show = () => button.setAttribute('aria-expanded', String(!root.classList.contains('nav-closed')))
    show()
    button.addEventListener('click', () => {
      const closed = root.classList.toggle('nav-closed')
      show()
      try {
        localStorage.setItem('nav', closed ? 'closed' : 'open')
      } catch {
        // As above.
      }
    })
  })
})()
