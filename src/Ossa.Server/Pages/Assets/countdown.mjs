/** Puts values into the braces of a text. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function duration(seconds) {
  const units = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];
  const first = Math.max(0, units.findIndex(([, length]) => seconds >= length));
  let rest = seconds;
  const parts = units.slice(first === -1 ? 3 : first, first + 2).map(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest %= length;
    return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(count);
  });
  return parts.join(" ");
}

/** Shows in a place how much time is left, by the times that the page states, and says when none is. */
export function countDown(place, page, words, ended) {
  if (!place) {
    return;
  }
  // Clocks differ; what the server says is counted on from when it said so.
  const ahead = Number(page.now) - Date.now();
  const end = Number(page.end);
  const show = () => {
    const seconds = Math.floor((end - ahead - Date.now()) / 1000);
    place.textContent = seconds > 0 ? fill(words.left, { time: duration(seconds) }) : words.ended;
    place.classList.toggle("bad", seconds <= 0);
    if (seconds > 0) {
      // Timers of more than 24 days do not exist; this one wakes each second and only while the page is there.
      setTimeout(show, 1000);
    } else {
      ended();
    }
  };
  show();
}
