// Asks before leaving a form[data-leave-warning] with input that was not sent, or [data-unsent]: sent but not saved yet.
let unsentInput = document.querySelector('form[data-leave-warning][data-unsent]') !== null

document.addEventListener('input', event => {
  if (event.target instanceof Element && event.target.closest('form[data-leave-warning]')) unsentInput = true
})
document.addEventListener('submit', () => {
  unsentInput = false
})
window.addEventListener('beforeunload', event => {
  if (!unsentInput) return
  event.preventDefault()
  event.returnValue = ''
})
