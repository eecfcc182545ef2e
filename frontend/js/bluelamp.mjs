// What a browser with scripts gets on top of pages that work without: focus on the error summary,
// revealed questions, sections and tabs, a character count, a faster way out, and one submission for
// two presses.
//
// No HTML is ever made from text here: elements are created and text is assigned, so that pages can
// forbid everything else (`require-trusted-types-for 'script'`). Only components that keep to that
// are started.

import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
  isSupported,
} from 'govuk-frontend'

import { startUploads } from './uploads.mjs'

/** How long a second press of the same form counts as the same press, in milliseconds. */
const SAME_PRESS = 5000

/**
 * The design system's exit button, which also takes the page out of the history: "back" must not
 * lead to it.
 */
class Leave extends ExitThisPage {
  exitPage() {
    super.exitPage()
    const button = document.querySelector('.govuk-js-exit-this-page-button')
    if (button instanceof HTMLAnchorElement) {
      window.location.replace(button.href)
    }
  }
}

/** Esc leaves at once on pages with an exit button, unless it has something nearer to close. */
function leaveByEscape(leave) {
  document.addEventListener('keydown', (event) => {
    const busy = event.isComposing || event.defaultPrevented
    if (event.key === 'Escape' && !busy && !document.querySelector('dialog[open]')) {
      event.preventDefault()
      leave.exitPage()
    }
  })
}

/**
 * A form that was just sent is not sent again by an impatient second press. The server would take
 * it for one anyway; this spares the person a page that says so.
 */
function sendOnce() {
  const sentAt = new WeakMap()
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) {
      return
    }
    const before = sentAt.get(form)
    if (before !== undefined && event.timeStamp - before < SAME_PRESS) {
      event.preventDefault()
      return
    }
    sentAt.set(form, event.timeStamp)
    // A page that comes back from the history is fresh again.
    window.addEventListener('pageshow', () => sentAt.delete(form), { once: true })
  })
}

/** Buttons marked so print the page; without scripts they stay hidden. */
function printButtons() {
  for (const button of document.querySelectorAll('[data-bl-print]')) {
    button.removeAttribute('hidden')
    button.addEventListener('click', () => window.print())
  }
}

/** The longest time that a browser's timer takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

/**
 * Warns shortly before answers are deleted, where a screen reader hears it and nothing takes the
 * focus away; one press keeps them, with what stands in the fields, for longer. Nothing is ever taken
 * from the page.
 */
class Time {
  constructor(place, form) {
    this.place = place
    this.form = form
    document.addEventListener('visibilitychange', () => this.look())
    this.wait(Number(place.dataset.blTime))
  }

  wait(seconds) {
    // By the clock, not by the timer alone: timers stand still while a device sleeps.
    this.due = Date.now() + seconds * 1000
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.look(), Math.min(seconds * 1000, LONGEST_TIMER))
  }

  look() {
    if (this.due !== undefined && Date.now() >= this.due) {
      this.due = undefined
      this.warn()
    }
  }

  warn() {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary'
    button.textContent = this.place.dataset.blLonger
    button.addEventListener('click', () => this.hold(button))
    this.say(this.place.dataset.blWarning, button)
  }

  say(text, ...more) {
    const line = document.createElement('p')
    line.className = 'govuk-body'
    line.textContent = text
    this.place.replaceChildren(line, ...more)
  }

  async hold(button) {
    button.disabled = true
    const body = new URLSearchParams(new FormData(this.form))
    body.set('save', 'hold')
    try {
      const answer = await fetch(this.form.getAttribute('action'), { method: 'POST', body })
      if (!answer.ok) {
        throw new Error('not kept')
      }
      const { until, warn_after: seconds } = await answer.json()
      const words = document.querySelector('[data-bl-until]')
      if (words?.firstChild) {
        words.firstChild.nodeValue = until
      }
      this.say(until)
      this.wait(seconds)
    } catch {
      this.say(this.place.dataset.blFailed)
    }
    // The button that had the focus is gone.
    this.place.tabIndex = -1
    this.place.focus()
  }
}

/** Starts the clock where answers are kept for a time. */
function watchTime() {
  const place = document.querySelector('[data-bl-time]')
  const form = place?.closest('form')
  if (form) {
    new Time(place, form)
  }
}

/** What few pages need is fetched where it is needed. */
function startWhereNeeded() {
  if (document.querySelector('[data-bl-search]')) {
    import('./search.mjs').then((search) => search.startSearch())
  }
  if (document.querySelector('[data-bl-map]')) {
    import('./map.mjs').then((map) => map.startMaps())
  }
  if (document.querySelector('[data-bl-news]')) {
    import('./news.mjs').then((news) => news.startNews())
  }
}

document.body.classList.add('js-enabled')
sendOnce()
watchTime()
printButtons()
startUploads()
startWhereNeeded()

if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}
if (isSupported()) {
  const parts = [
    Accordion,
    Button,
    CharacterCount,
    Checkboxes,
    ErrorSummary,
    FileUpload,
    NotificationBanner,
    PasswordInput,
    Radios,
    ServiceNavigation,
    SkipLink,
    Tabs,
  ]
  for (const part of parts) {
    createAll(part)
  }
  const [leave] = createAll(Leave)
  if (leave) {
    leaveByEscape(leave)
  }
}
