// What a form comes to (to whom a fact falls) is shown before the form is sent. While the part that shows it has still to
// answer the last change, the form waits: it is sent when the part says what it said, and else is to be looked at first.
// Without this script the server answers the same with a page of its own.
const SHOWING_PART = 'form [hx-trigger^="change from:closest form"]'
const LONGEST_WAIT = 5000
// Of each form: how many changes there were, up to which one the part was asked, up to which one it answered.
const showings = new WeakMap()

const saidIn = form => form.querySelector(`${SHOWING_PART} [name=seen]`)?.value

function showingOf(form) {
  if (!form?.querySelector(SHOWING_PART)) return null
  if (!showings.has(form)) showings.set(form, { changes: 0, asked: 0, answered: 0, held: null })
  return showings.get(form)
}

document.addEventListener('change', ({ target }) => {
  const showing = showingOf(target.form)
  if (showing) showing.changes += 1
})

document.addEventListener('htmx:beforeRequest', ({ target }) => {
  if (!target.matches(SHOWING_PART)) return
  const showing = showingOf(target.closest('form'))
  showing.asked = showing.changes
})

// Of a request that a newer one took the place of, nothing is said: the newer one is under way.
document.addEventListener('htmx:afterRequest', ({ target, detail }) => {
  if (!target.matches(SHOWING_PART) || !detail.successful) return
  const form = target.closest('form')
  const showing = showingOf(form)
  showing.answered = showing.asked
  if (showing.held === null || showing.answered < showing.changes) return
  if (saidIn(form) === showing.held.said) {
    send(form, showing)
    return
  }
  giveUp(showing)
  document.dispatchEvent(new CustomEvent('sanse:say', { detail: '改动后归属已更新，请核对后再提交。' }))
})

// One is told (live-messages.js); whoever presses again leaves it to the server.
for (const failure of ['htmx:sendError', 'htmx:responseError'])
  document.addEventListener(failure, ({ target }) => {
    if (!target.matches(SHOWING_PART)) return
    const showing = showingOf(target.closest('form'))
    showing.answered = showing.asked
    giveUp(showing)
  })

function giveUp(showing) {
  clearTimeout(showing.held?.timer)
  showing.held = null
}

// The part may have brought another button in the place of the one that was pressed.
function send(form, showing) {
  const { submitter } = showing.held
  giveUp(showing)
  showing.answered = showing.changes
  form.requestSubmit(submitter.isConnected ? submitter : form.querySelector('[data-save-shortcut]'))
}

document.addEventListener(
  'submit',
  event => {
    const { target: form, submitter } = event
    const showing = showingOf(form)
    // A button with an address of its own asks to be shown it.
    if (showing === null || submitter === null || submitter.hasAttribute('formaction')) return
    if (showing.answered === showing.changes) return
    event.preventDefault()
    event.stopImmediatePropagation()
    giveUp(showing)
    const timer = setTimeout(() => send(form, showing), LONGEST_WAIT)
    showing.held = { said: saidIn(form), submitter, timer }
  },
  true,
)
