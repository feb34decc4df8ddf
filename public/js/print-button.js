// [data-print] prints the page. Data tables behind <details> stay as the reader left them.
// A page made for paper (data-print-now) opens the dialog by itself, once all of it is there; not again on going back.
document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) window.print()
})
window.addEventListener('load', () => {
  const [entry] = performance.getEntriesByType('navigation')
  if (document.querySelector('[data-print-now]') && entry?.type === 'navigate') window.print()
})
