// A form that was sent is not sent again by a second click; it opens again after 5 seconds (the answer may be a file,
// and the page stay) or on coming back.
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

document.addEventListener('submit', () => setTimeout(reopenForms, 5000))
window.addEventListener('pageshow', reopenForms)
document.addEventListener('htmx:afterRequest', reopenForms)
