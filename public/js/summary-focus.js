// The summary of what to mend takes the focus when a form comes back.
const focusSummary = root => root.querySelector('[data-summary-focus]')?.focus()

focusSummary(document)
document.addEventListener('htmx:afterSwap', event => focusSummary(event.detail.target))
