// Files that are sent while the person stays on the page: by the protocol tus 1.0, in parts, so that a
// line that is cut is gone on with where it was. Without this the form sends them as every form does.
//
// Nothing is remembered in the browser: what has arrived stands on the page, and choosing the same file
// again goes on with it.

/** How many bytes are sent at a time: a multiple of the pieces in which the server keeps them. */
const PART = 2 * 1024 * 1024

/** How long to wait before trying again after a cut, in milliseconds. */
const PAUSES = [500, 1000, 2000, 5000, 10000, 15000]

/** How often in a row to try again: a tunnel is long. */
const TRIES = 60

const TUS = { 'tus-resumable': '1.0.0' }

/** What is said of a file, in the words of the page. */
function say(words, name, percent) {
  return words.replace('{name}', name).replace('{percent}', String(percent))
}

/** A line that tells how one file is doing. */
function line(list) {
  const item = document.createElement('li')
  list.append(item)
  return (text) => {
    item.textContent = text
  }
}

/** Waits for a while, or until the network is back. */
function pause(length) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, length)
    window.addEventListener('online', done)
  })
}

/** Base 64 of a text, as the announcement of a file wants it. */
function base(text) {
  const bytes = new TextEncoder().encode(text)
  return btoa(String.fromCharCode(...bytes))
}

/** A refusal that trying again does not change; its message is the reason in a word. */
class Refused extends Error {}

/** What an answer that is not well means: trying again later, or not. */
function fault(response) {
  const passes = [409, 423, 429].includes(response.status) || response.status >= 500
  const why = response.headers.get('upload-refused') ?? ''
  return passes ? new Error(String(response.status)) : new Refused(why)
}

/** Announces a file; returns its address. */
async function announce(place, file) {
  const response = await fetch(place.at, {
    method: 'POST',
    headers: {
      ...TUS,
      'bl-token': place.token,
      'upload-length': String(file.size),
      'upload-metadata': `filename ${base(file.name)},filetype ${base(file.type)}`,
    },
  })
  if (response.status !== 201) {
    throw fault(response)
  }
  return response.headers.get('location')
}

/** How much of a file is there. */
async function standing(address) {
  const response = await fetch(address, { method: 'HEAD', headers: TUS })
  if (!response.ok) {
    throw fault(response)
  }
  return Number(response.headers.get('upload-offset'))
}

/** Sends one part; returns how much is there then. */
async function append(place, address, file, offset) {
  const response = await fetch(address, {
    method: 'PATCH',
    headers: {
      ...TUS,
      'bl-token': place.token,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: file.slice(offset, offset + PART),
  })
  if (response.status !== 204) {
    throw fault(response)
  }
  return Number(response.headers.get('upload-offset'))
}

/** Sends a file, however often the line is cut. */
async function send(place, file, told) {
  let address = place.partly(file)
  let failed = 0
  let offset = 0
  for (;;) {
    try {
      if (!address) {
        address = await announce(place, file)
        offset = 0
      } else if (failed > 0 || offset === 0) {
        offset = await standing(address)
      }
      while (offset < file.size) {
        told(say(place.words.sending, file.name, Math.floor((100 * offset) / file.size)))
        offset = await append(place, address, file, offset)
        failed = 0
      }
      told(say(place.words.here, file.name, 100))
      return true
    } catch (problem) {
      failed += 1
      if (problem instanceof Refused || failed > TRIES) {
        told(say(place.refused[problem.message] ?? place.words.failed, file.name, 0))
        return false
      }
      told(say(place.words.cut, file.name, 0))
      await pause(PAUSES[Math.min(failed, PAUSES.length) - 1])
    }
  }
}

/** The question as its markup says it. */
function placeOf(element) {
  const partly = [...element.querySelectorAll('[data-bl-partly]')]
  const path = element.dataset.blUploads.split('?')[0]
  return {
    at: element.dataset.blUploads,
    token: element.dataset.token,
    words: {
      sending: element.dataset.sending,
      cut: element.dataset.cut,
      here: element.dataset.here,
      failed: element.dataset.failed,
    },
    refused: {
      empty: element.dataset.empty,
      'too-large': element.dataset.tooLarge,
      'too-many': element.dataset.tooMany,
      'too-much': element.dataset.tooMuch,
    },
    /** The address of what has arrived in part of the same file before. */
    partly(file) {
      const found = partly.find(
        (known) => known.dataset.name === file.name && Number(known.dataset.bytes) === file.size
      )
      return found ? `${path}/${found.dataset.blPartly}` : null
    },
  }
}

/** Sends what is chosen at once, then shows the page again as the server sees it. */
function start(element) {
  const input = element.querySelector('input[type="file"]')
  const list = element.querySelector('[data-bl-progress]')
  const button = element.querySelector(`[name="${element.dataset.send}"]`)
  const form = element.closest('form')
  if (!(input instanceof HTMLInputElement) || !list || !button || !form) {
    return
  }
  input.addEventListener('change', async () => {
    const files = [...input.files]
    if (files.length === 0) {
      return
    }
    const place = placeOf(element)
    // Nothing else is done with the form until they are here: it would leave the page.
    const buttons = [...form.querySelectorAll('button')]
    buttons.forEach((other) => other.setAttribute('disabled', ''))
    const here = []
    for (const file of files) {
      here.push(await send(place, file, line(list)))
    }
    buttons.forEach((other) => other.removeAttribute('disabled'))
    // What is here is not sent once more with the form; what is not is told beside it.
    input.value = ''
    if (here.every(Boolean)) {
      form.requestSubmit(button)
    }
  })
}

/** Starts every question for files of the page. */
export function startUploads() {
  for (const element of document.querySelectorAll('[data-bl-uploads]')) {
    start(element)
  }
}
