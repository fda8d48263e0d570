// Sorting and filtering, for who wants it: without this script the page has every document, in its order.
const tools = document.querySelector(".tools");
const list = document.querySelector("#documents");
const documents = [...document.querySelectorAll("details.document")];
const texts = new Map();
const shown = document.querySelector("#shown");

const orders = {
  open: (one, other) => other.dataset.open - one.dataset.open,
  uncovered: (one, other) => other.dataset.uncovered - one.dataset.uncovered,
  path: () => 0,
};

function update() {
  const words = document.querySelector("#words").value.toLowerCase().trim();
  const openOnly = document.querySelector("#open-only").checked;
  const order = orders[document.querySelector("#order").value];
  let count = 0;
  documents.sort((one, other) => order(one, other) || one.dataset.path.localeCompare(other.dataset.path));
  for (const each of documents) {
    if (words && !texts.has(each)) texts.set(each, each.textContent.toLowerCase());
    const found = (!words || texts.get(each).includes(words)) && !(openOnly && each.dataset.open === "0");
    each.hidden = !found;
    count += found;
    list.append(each);
  }
  shown.textContent = `${count} of ${documents.length} shown`;
}

// A link from a chart opens the document that it leads to, and so does an address with its name.
function reveal(hash) {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.hidden = false;
    target.open = true;
    target.scrollIntoView();
  }
}

// Editors that show the page follow its links by themselves, and leave the address as it is.
function follow(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (link) reveal(link.getAttribute("href"));
}

if (tools && list) {
  tools.hidden = false;
  tools.addEventListener("input", update);
  update();
}
addEventListener("hashchange", () => reveal(location.hash));
addEventListener("click", follow);
addEventListener("beforeprint", () => documents.forEach((each) => { each.open = true; }));
reveal(location.hash);
