// Going back to a form[data-leave-warning] that was sent, from its preview or its errors, shows what was typed: no page is
// kept by the browser. Only the form last sent, in this tab, for this person, until it is done or begun anew. Not of a
// workbench, whose rows only the page shown last knows, and no passwords.
const TYPED_KEY = 'sanse-typed'
const TYPED_FORM = 'form[data-leave-warning]:not(.workbench)'
const UNTYPED = ['hidden', 'password', 'file', 'submit', 'button', 'fieldset']

const whoTypes = () => document.querySelector('.top .menu summary')?.textContent
const isTicked = ({ type }) => type === 'checkbox' || type === 'radio'
const typedFields = form => [...form.elements].filter(({ name, type }) => name && !UNTYPED.includes(type))

document.addEventListener('submit', event => {
  const form = event.target
  // Whoever sits down here next finds nothing of it.
  if (form.matches('[action="/sign-out"]')) sessionStorage.removeItem(TYPED_KEY)
  if (!form.matches(TYPED_FORM)) return
  const fields = typedFields(form).map(field => ({ name: field.name, value: field.value, ticked: field.checked }))
  const page = form.querySelector('[name=_from]').value
  sessionStorage.setItem(TYPED_KEY, JSON.stringify({ who: whoTypes(), page, fields }))
})

function typedBefore() {
  const typed = JSON.parse(sessionStorage.getItem(TYPED_KEY))
  if (typed === null) return
  const [arrival] = performance.getEntriesByType('navigation')
  const form = document.querySelector(TYPED_FORM)
  const isThere = form !== null && typed.page === location.pathname + location.search
  // A page that the browser did keep is loaded again: see kept-page.js.
  const isBack = isThere && arrival.type !== 'navigate' && typed.who === whoTypes()
  // Once the page is complete, everything is there that works out something from the fields.
  if (isBack) window.addEventListener('load', () => fillAgain(form, typed.fields))
  else if (isThere || document.querySelector('.flash')) sessionStorage.removeItem(TYPED_KEY)
}
typedBefore()

function fillAgain(form, typed) {
  const fields = typedFields(form)
  for (const field of fields) {
    const same = typed.find(({ name, value }) => name === field.name && (!isTicked(field) || value === field.value))
    if (same === undefined) continue
    if (isTicked(field)) field.checked = same.ticked
    else field.value = same.value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  fields[0]?.dispatchEvent(new Event('change', { bubbles: true }))
}
