// Where a call is taken: the keyboard is enough, and the caller's words are kept while somebody types.
// Without this the same is done with Tab, the arrow keys and the buttons.
//
// No HTML is made from text: elements are created and text is assigned.

/** How long nothing is typed before what stands there is kept, in milliseconds. */
const PAUSE = 1500

/** What can be chosen or typed in. */
const FIELD = 'input:not([type=hidden]), select, textarea'

const form = document.querySelector('[data-bl-call]')

/** A digit chooses, but only while the focus is in the list of choices that it belongs to. */
function chooseByNumber(event) {
  const field = event.target
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing
  const choice = field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)
  if (!plain || !choice || !/^[1-9]$/.test(event.key)) {
    return
  }
  const all = [...form.querySelectorAll('input')].filter((one) => one.name === field.name)
  const chosen = all[Number(event.key) - 1]
  if (chosen) {
    event.preventDefault()
    chosen.focus()
    chosen.click()
  }
}

/** Enter goes on from a choice, as it does from a line. */
function goOnByEnter(event) {
  const field = event.target
  if (event.key === 'Enter' && field instanceof HTMLInputElement && !event.isComposing) {
    if (['radio', 'checkbox'].includes(field.type)) {
      event.preventDefault()
      form.requestSubmit(form.querySelector('button[type=submit]'))
    }
  }
}

/** Shows the digits beside the choices: only now do they do something. */
function number() {
  for (const list of form.querySelectorAll('.govuk-radios, .govuk-checkboxes')) {
    const items = list.querySelectorAll(
      ':scope > .govuk-radios__item > label, :scope > .govuk-checkboxes__item > label',
    )
    items.forEach((label, at) => {
      if (at < 9) {
        const digit = document.createElement('span')
        digit.className = 'bl-call__digit'
        digit.setAttribute('aria-hidden', 'true')
        digit.textContent = String(at + 1)
        label.prepend(digit)
      }
    })
  }
}

/** Keeps what stands in the form, now and then. What was typed meanwhile is kept the next time. */
function keeper() {
  const state = form.querySelector('[data-bl-state]')
  const say = (text) => {
    if (state && text) {
      state.textContent = text
    }
  }
  let waiting
  const keep = async () => {
    const body = new URLSearchParams(new FormData(form))
    body.set('go-on', 'keep')
    try {
      const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' })
      if (answer.status === 204) {
        const seen = answer.headers.get('bl-words-seen')
        const field = form.querySelector('[name=words-seen]')
        if (seen && field) {
          field.value = seen
        }
        say(form.dataset.saved)
      }
    } catch {
      // The line is down: the next step or the next pause keeps it, and the page still has it.
    }
  }
  form.addEventListener('input', () => {
    say(form.dataset.unsaved)
    clearTimeout(waiting)
    waiting = setTimeout(keep, PAUSE)
  })
  form.addEventListener('submit', () => clearTimeout(waiting))
}

if (form instanceof HTMLFormElement) {
  number()
  form.addEventListener('keydown', chooseByNumber)
  form.addEventListener('keydown', goOnByEnter)
  keeper()
  // An error summary takes the focus itself.
  if (!document.querySelector('.govuk-error-summary')) {
    const ask = form.querySelector('.bl-call__ask')
    const chosen = ask?.querySelector('input:checked')
    const first = chosen ?? ask?.querySelector(FIELD) ?? ask?.querySelector('button')
    first?.focus()
  }
}
