// [data-print] prints the page. Data tables behind <details> stay as the reader left them.
document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) window.print()
})
