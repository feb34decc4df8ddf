// A form that was sent is not sent again by a second click; coming back to the page opens it again.
const sentForms = new Set()

document.addEventListener('submit', event => {
  const form = event.target
  if (form.method !== 'post' || event.defaultPrevented) return
  if (sentForms.has(form)) {
    event.preventDefault()
    return
  }
  sentForms.add(form)
  for (const button of form.querySelectorAll('button[type=submit], button:not([type])')) {
    button.setAttribute('aria-disabled', 'true')
  }
})

const reopenForms = () => {
  for (const form of sentForms) {
    for (const button of form.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled')
  }
  sentForms.clear()
}

window.addEventListener('pageshow', reopenForms)
document.addEventListener('htmx:afterRequest', reopenForms)
