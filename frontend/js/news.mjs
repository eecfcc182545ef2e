// A list that tells when there is something new in it. Without this it is refreshed by hand.
//
// Nothing of what is new comes with the news: the page is asked for it again, with all that is asked
// before it is shown.

/** Says that there is something new, once, where a screen reader hears it too. */
function tell(place) {
  if (place.hidden) {
    place.hidden = false
    place.querySelector('[data-bl-says]').textContent = place.dataset.blNews
  }
}

/** Listens for as long as the page is open. The browser asks again when the line breaks. */
export function startNews() {
  for (const place of document.querySelectorAll('[data-bl-news]')) {
    const source = new EventSource(place.dataset.blFrom)
    source.addEventListener('news', () => tell(place))
    // Whoever may not listen any more is not told again, and does not ask again.
    source.addEventListener('ended', () => source.close())
    window.addEventListener('pagehide', () => source.close())
  }
}
