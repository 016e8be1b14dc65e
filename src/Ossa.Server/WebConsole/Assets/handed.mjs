import { snippet } from "./copy.mjs";
import { el, svg } from "./dom.mjs";
import { own } from "./oss.mjs";
import { say } from "./words.mjs";

function code(modules, path) {
  return svg(
    "svg",
    { class: "qr", viewBox: `0 0 ${modules} ${modules}`, role: "img", "aria-label": say("qrCode"), "shape-rendering": "crispEdges" },
    svg("path", { fill: "#fff", d: `M0 0h${modules}v${modules}H0z` }),
    svg("path", { d: path }),
  );
}

const sample = ({ language, file, source, use }) =>
  el(
    "details",
    { name: "code" },
    el("summary", null, language),
    el("div", null, el("p", { class: "quiet" }, `${say("saveAs")} `, el("code", null, file)), snippet(source), use && snippet(use, true)),
  );

/** All that helps to hand out a URL: the URL of a page where there is one, a code for cameras, and programs that download it. */
export async function handed({ url, page, key, isDownload = true }) {
  const shown = page ?? url;
  const [forCamera, forPrograms] = await Promise.all([
    own("POST", "handout", { url: shown, key }),
    url && url !== shown ? own("POST", "handout", { url, key }) : null,
  ]);
  const programs = url === null || !isDownload ? null : (forPrograms ?? forCamera);
  return [
    el("div", { class: "elsewhere" }, code(forCamera.qrModules, forCamera.qrPath), el("div", { class: "grow" }, el("h3", null, say(page ? "pageForPeople" : "signedUrl")), snippet(shown, true))),
    page && url && el("div", null, el("h3", null, say("urlForPrograms")), snippet(url, true)),
    programs && el("div", { class: "programs" }, el("h3", null, say("code")), programs.curl && snippet(programs.curl, true), ...programs.samples.map(sample)),
  ];
}
