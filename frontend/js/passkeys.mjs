// Signing in and confirming with a passkey. Without this, or in a browser that knows none, a password does.
//
// The page carries what to ask for; the answer goes back as a field of a plain form.

/** How long what a page carries stands, in milliseconds: a little less than the server says. */
const STANDS = 4 * 60 * 1000

/** Bytes from the text that stands for them in JSON. */
function bytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

/** The text that stands for bytes in JSON. */
function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** What the browser takes, from what the page carries. */
function options(form) {
  const said = JSON.parse(form.dataset.options)
  const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }))
  const all = { ...said, challenge: bytes(said.challenge) }
  if (said.user) {
    return { ...all, user: { ...said.user, id: bytes(said.user.id) }, excludeCredentials: named(said.excludeCredentials) }
  }
  return { ...all, allowCredentials: named(said.allowCredentials) }
}

/** What the server takes, from what the browser gives. */
function answer({ id, rawId, type, response }) {
  const said = { clientDataJSON: text(response.clientDataJSON) }
  if (response.attestationObject) {
    said.attestationObject = text(response.attestationObject)
  } else {
    said.authenticatorData = text(response.authenticatorData)
    said.signature = text(response.signature)
    said.userHandle = response.userHandle ? text(response.userHandle) : null
  }
  return JSON.stringify({ id, rawId: text(rawId), type, response: said, clientExtensionResults: {} })
}

async function ask(form) {
  const publicKey = options(form)
  const given = publicKey.user
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey })
  form.elements.answer.value = answer(given)
  form.submit()
}

function start(section) {
  const form = section.querySelector('form')
  const failed = section.querySelector('[data-bl-failed]')
  let busy = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    // The page's other script would hold back a second press; a failed first one may be pressed again.
    event.stopPropagation()
    if (busy) {
      return
    }
    busy = true
    failed.hidden = true
    ask(form).catch(() => {
      busy = false
      failed.hidden = false
      failed.focus()
    })
  })
  section.hidden = false
}

/** A page that lay open for longer than its challenge stands is asked for again, unless somebody types. */
function renew() {
  const typed = [...document.querySelectorAll('main input:not([type=hidden])')].some((input) => input.value !== '')
  if (typed || document.querySelector('.govuk-error-summary')) {
    return
  }
  window.location.reload()
}

if (window.PublicKeyCredential && navigator.credentials) {
  const sections = document.querySelectorAll('[data-bl-passkey]')
  sections.forEach(start)
  if (sections.length > 0) {
    window.setTimeout(renew, STANDS)
  }
}
