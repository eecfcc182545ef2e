// A pin on a map beside a field for a point: put down with a tap, a mouse or the arrow keys. The field
// is what the form sends, and typing into it is always another way. Without this there is the field.
//
// No HTML is made from text: elements are created and text is assigned.

/** Where the map begins when nobody has said where: England and Wales. */
const BEGINNING = { at: [52.6, -2.2], zoom: 6 }

/** How near the map comes to a point that was given. */
const NEAR = 16

/** How far an arrow key moves the pin, in pixels; with the shift key held, and without. */
const STEPS = [60, 12]

/** How long nothing moves before a screen reader is told where the pin is, in milliseconds. */
const PAUSE = 700

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }

/** A point as it was typed; nothing where it is none. */
function read(text) {
  const numbers = text.split(/[\s,]+/u).filter((part) => part !== '')
  const [lat, lng] = numbers.map(Number)
  return numbers.length === 2 && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lat, lng] : null
}

function button(words, press, kind = '') {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = `govuk-button govuk-button--secondary bl-map__button${kind}`
  made.textContent = words
  made.addEventListener('click', press)
  return made
}

/** The styles of the map, once. */
function dress(address) {
  if (!document.querySelector(`link[href="${address}"]`)) {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = address
    document.head.append(link)
  }
}

class PinMap {
  constructor(place, field) {
    this.place = place
    this.says = place.dataset
    this.field = field
    dress(this.says.style)
    // It lies behind a choice until that is made: there is no map of no width.
    new ResizeObserver(() => this.show()).observe(place)
    place.hidden = false
  }

  async show() {
    if (this.map) {
      this.map.invalidateSize()
    } else if (this.place.clientWidth > 0 && !this.begun) {
      this.begun = true
      await import('./leaflet.js')
      this.build(window.L)
    }
  }

  build(L) {
    const { says, place } = this
    const canvas = document.createElement('div')
    canvas.className = 'bl-map__canvas'
    canvas.tabIndex = 0
    canvas.setAttribute('role', 'application')
    canvas.setAttribute('aria-label', says.name)
    canvas.setAttribute('aria-describedby', `${this.field.id}-map-help`)
    const help = document.createElement('p')
    help.id = `${this.field.id}-map-help`
    help.className = 'govuk-hint'
    help.textContent = says.help
    const credit = document.createElement('p')
    credit.className = 'govuk-body-s'
    credit.textContent = says.credit
    this.status = document.createElement('div')
    this.status.setAttribute('role', 'status')
    this.status.className = 'govuk-body'
    const buttons = document.createElement('div')
    buttons.className = 'bl-map__buttons'
    buttons.append(
      button(says.nearer, () => this.map.zoomIn()),
      button(says.farther, () => this.map.zoomOut()),
      button(says.here, () => this.find())
    )
    place.append(help, canvas, buttons, credit, this.status)
    this.map = L.map(canvas, {
      attributionControl: false,
      zoomControl: false,
      keyboard: false,
      scrollWheelZoom: false,
      fadeAnimation: false,
      zoomAnimation: false,
      markerZoomAnimation: false,
      inertia: false,
      minZoom: 5,
      maxZoom: 19,
    })
    // Without cookies and without saying from where.
    L.tileLayer(says.tiles, { crossOrigin: 'anonymous', maxZoom: 19 }).addTo(this.map)
    const icon = L.icon({ iconUrl: says.pin, iconSize: [32, 44], iconAnchor: [16, 43] })
    this.pin = L.marker(BEGINNING.at, { icon, draggable: true, keyboard: false, alt: '' })
    this.pin.on('dragend', () => this.write(this.pin.getLatLng()))
    this.map.on('click', (event) => this.write(event.latlng))
    this.map.setView(BEGINNING.at, BEGINNING.zoom)
    this.take()
    this.field.addEventListener('input', () => {
      this.take()
      this.tell()
    })
    canvas.addEventListener('keydown', (event) => this.key(event))
  }

  /** Puts the pin where the field says. */
  take() {
    const point = read(this.field.value)
    if (point) {
      this.put(point)
      this.map.setView(point, Math.max(this.map.getZoom(), NEAR))
    }
  }

  put(point) {
    this.pin.setLatLng(point).addTo(this.map)
  }

  /** Puts the pin down, and says so in the field. */
  write(point) {
    this.put(point)
    this.field.value = `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)}`
    this.tell()
  }

  /** Says where the pin is, once nothing moves; nothing where the field has no point. */
  tell() {
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      const { value } = this.field
      this.status.textContent = read(value) ? this.says.at.replace('{point}', value) : ''
    }, PAUSE)
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return
    }
    const arrow = ARROWS[event.key]
    if (arrow) {
      event.preventDefault()
      this.step(arrow, STEPS[event.shiftKey ? 0 : 1])
    } else if (event.key === '+' || event.key === '=') {
      event.preventDefault()
      this.zoom(1)
    } else if (event.key === '-') {
      event.preventDefault()
      this.zoom(-1)
    }
  }

  step([right, down], pixels) {
    const { map, pin } = this
    if (!map.hasLayer(pin)) {
      this.write(map.getCenter())
      return
    }
    const from = map.latLngToContainerPoint(pin.getLatLng())
    this.write(map.containerPointToLatLng(from.add([right * pixels, down * pixels])))
    map.panInside(pin.getLatLng(), { padding: [40, 50], animate: false })
  }

  zoom(by) {
    const around = this.map.hasLayer(this.pin) ? this.pin.getLatLng() : this.map.getCenter()
    this.map.setZoomAround(around, this.map.getZoom() + by)
  }

  /** Asks the device where it is: only when somebody presses for it. */
  find() {
    const found = ({ coords }) => {
      const point = { lat: coords.latitude, lng: coords.longitude }
      this.write(point)
      this.map.setView(point, NEAR)
    }
    const lost = () => {
      this.status.textContent = this.says.lost
    }
    if (navigator.geolocation) {
      navigator.geolocation.getCurrentPosition(found, lost, { timeout: 10000 })
    } else {
      lost()
    }
  }
}

/** Starts every map of the page. */
export function startMaps() {
  for (const place of document.querySelectorAll('[data-bl-map]')) {
    const field = document.getElementById(place.dataset.blMap)
    if (field instanceof HTMLInputElement) {
      new PinMap(place, field)
    }
  }
}
