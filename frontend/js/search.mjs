// A long list that is searched by typing: the combobox pattern of ARIA 1.2 over the page's own select,
// which stays, hidden, and is what the form sends. Without this the select is used as it is.
//
// No HTML is made from text: elements are created and text is assigned.

/** How long nothing is typed before a screen reader is told how much was found, in milliseconds. */
const PAUSE = 600

/** Letters that do not come apart into a plain letter and its mark. */
const PLAIN = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i' }

/** A text as it is compared: small letters without marks, so that `dŵr` is found by `dwr`. */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’'‘]/gu, '')
    .replace(/[øłđðþæœßı]/gu, (letter) => PLAIN[letter])
}

/** The words of a text. */
function words(text) {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/**
 * The entries in which every typed word begins a word, those first that begin with what was typed; where
 * there is none, those in which every typed word stands anywhere.
 */
export function found(entries, typed) {
  const wanted = words(typed)
  const whole = fold(typed).trim()
  const begins = ({ known }) => wanted.every((word) => known.some((it) => it.startsWith(word)))
  const holds = ({ known }) => wanted.every((word) => known.some((it) => it.includes(word)))
  const some = entries.filter(begins)
  const all = some.length > 0 ? some : entries.filter(holds)
  const first = ({ folded }) => (folded.startsWith(whole) ? 0 : 1)
  return all.map((it, at) => [it, at]).sort(([a, x], [b, y]) => first(a) - first(b) || x - y).map(([it]) => it)
}

function make(name, attributes) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value)
  }
  return element
}

class Search {
  constructor(select) {
    this.select = select
    this.says = select.dataset
    this.entries = [...select.options]
      .filter((option) => option.value !== '')
      .map(({ value, text, dataset }) => {
        return { value, text, folded: fold(text), known: words(`${text} ${dataset.also ?? ''}`) }
      })
    this.shown = []
    this.active = -1
    this.build()
    this.listen()
    this.takeFromSelect()
  }

  build() {
    const { select } = this
    const id = select.id
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`)
    const described = [select.getAttribute('aria-describedby'), `${id}-help`]
    const wrong = select.classList.contains('govuk-select--error')
    this.input = make('input', {
      id,
      type: 'text',
      role: 'combobox',
      class: `govuk-input bl-search__input${wrong ? ' govuk-input--error' : ''}`,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': `${id}-list`,
      'aria-describedby': described.filter(Boolean).join(' '),
    })
    this.list = make('ul', { id: `${id}-list`, role: 'listbox', class: 'bl-search__list', hidden: '' })
    this.list.setAttribute('aria-label', label?.textContent.trim() ?? '')
    this.all = make('button', { type: 'button', class: 'bl-search__all', tabindex: '-1' })
    this.all.setAttribute('aria-label', this.says.all)
    this.all.setAttribute('aria-controls', this.list.id)
    this.all.setAttribute('aria-expanded', 'false')
    this.none = make('p', { class: 'bl-search__none', hidden: '' })
    this.none.textContent = this.says.none
    this.status = make('div', { role: 'status', class: 'govuk-visually-hidden' })
    const help = make('div', { id: `${id}-help`, class: 'govuk-visually-hidden' })
    help.textContent = this.says.help
    // The label, and a link from the error summary, lead to the field that is seen.
    select.id = `${id}-select`
    select.hidden = true
    const place = make('div', { class: 'bl-search' })
    place.append(this.input, this.all, this.list, this.none, this.status, help)
    select.before(place)
    this.place = place
  }

  listen() {
    const { input, list, all } = this
    input.addEventListener('input', () => {
      this.choose(null)
      this.open(input.value)
    })
    input.addEventListener('click', () => this.open(''))
    input.addEventListener('keydown', (event) => this.key(event))
    input.addEventListener('blur', () => this.leave())
    // The field keeps the focus: pressing elsewhere in the list must not close it.
    for (const part of [list, all]) {
      part.addEventListener('pointerdown', (event) => event.preventDefault())
      part.addEventListener('mousedown', (event) => event.preventDefault())
    }
    list.addEventListener('click', (event) => {
      const at = [...list.children].indexOf(event.target.closest('li'))
      if (at >= 0) {
        this.take(this.shown[at])
      }
    })
    all.addEventListener('click', () => {
      input.focus()
      return this.isOpen() ? this.close() : this.open('')
    })
    // A page that comes back from the history shows what its form holds.
    window.addEventListener('pageshow', () => this.takeFromSelect())
  }

  isOpen() {
    return !this.list.hidden
  }

  /** Shows what fits; everything where nothing is typed. */
  open(typed) {
    this.shown = typed.trim() === '' ? this.entries : found(this.entries, typed)
    this.list.replaceChildren(
      ...this.shown.map(({ text }, at) => {
        const item = make('li', { id: `${this.input.id}-option-${at}`, role: 'option' })
        item.setAttribute('aria-selected', 'false')
        item.textContent = text
        return item
      })
    )
    const nothing = this.shown.length === 0
    this.list.hidden = nothing
    this.none.hidden = !nothing
    this.expanded(!nothing)
    this.move(this.shown.findIndex(({ value }) => value === this.select.value))
    this.tell()
  }

  close() {
    this.list.hidden = true
    this.none.hidden = true
    this.expanded(false)
    this.move(-1)
    window.clearTimeout(this.timer)
    this.status.textContent = ''
  }

  expanded(open) {
    this.input.setAttribute('aria-expanded', String(open))
    this.all.setAttribute('aria-expanded', String(open))
  }

  /** Says how much was found, once nobody types. */
  tell() {
    const { none, one, many } = this.says
    const count = this.shown.length
    const text = count === 0 ? none : count === 1 ? one : many.replace('{count}', String(count))
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      this.status.textContent = text
    }, PAUSE)
  }

  /** Leads the eye and the screen reader to an option; to none with -1. */
  move(at) {
    this.list.children[this.active]?.setAttribute('aria-selected', 'false')
    this.active = at
    const option = this.list.children[at]
    if (option) {
      option.setAttribute('aria-selected', 'true')
      this.input.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else {
      this.input.removeAttribute('aria-activedescendant')
    }
  }

  key(event) {
    if (event.isComposing) {
      return
    }
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      this.step(key === 'ArrowDown' ? 1 : -1, event.altKey)
    } else if (key === 'Enter' && this.isOpen() && this.active >= 0) {
      event.preventDefault()
      this.take(this.shown[this.active])
    } else if (key === 'Escape' && (this.isOpen() || !this.none.hidden)) {
      // Closed first; pressed again, it leaves the page where a page can be left so.
      event.preventDefault()
      this.close()
    } else if (key === 'Tab' && this.isOpen() && this.active >= 0) {
      this.take(this.shown[this.active])
    }
  }

  step(by, only) {
    if (!this.isOpen()) {
      this.open(this.select.value === '' ? this.input.value : '')
      if (only || this.active >= 0) {
        return
      }
    }
    const count = this.shown.length
    if (count > 0) {
      this.move(this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count)
    }
  }

  take(entry) {
    this.input.value = entry.text
    this.choose(entry.value)
    this.close()
  }

  /** Puts a value into what is sent; nothing with null. */
  choose(value) {
    this.stray?.remove()
    this.select.value = value ?? ''
  }

  /** What was typed in full is taken; what fits nothing is sent as it is, and the page says so. */
  leave() {
    const typed = this.input.value.trim()
    this.close()
    if (this.select.value !== '' || typed === '') {
      return
    }
    const fits = found(this.entries, typed)
    const same = this.entries.find(({ folded }) => folded === fold(typed))
    const entry = same ?? (fits.length === 1 ? fits[0] : undefined)
    if (entry) {
      this.take(entry)
      return
    }
    this.stray = make('option', { value: typed })
    this.select.append(this.stray)
    this.select.value = typed
  }

  takeFromSelect() {
    const chosen = this.entries.find(({ value }) => value === this.select.value)
    if (chosen) {
      this.input.value = chosen.text
    }
  }
}

/** Starts every long list of the page. */
export function startSearch() {
  for (const select of document.querySelectorAll('select[data-bl-search]')) {
    new Search(select)
  }
}
