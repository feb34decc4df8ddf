// A page the browser kept whole is shown on going back only after the server was asked again: who sat here may have
// signed out since. What is unchanged costs no more than the question.
window.addEventListener('pagehide', event => {
  if (event.persisted) document.documentElement.hidden = true
})
window.addEventListener('pageshow', event => {
  if (event.persisted) window.location.reload()
})
