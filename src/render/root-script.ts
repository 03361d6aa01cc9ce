/**
 * Lets the page for wrong addresses work at any depth, where no setting says at which address the book begins: as long as
 * the style sheet is not where the page looks for it, look one folder further up, and then begin every link of the page
 * there. It stands in the page, for until the folder is known no other script can be loaded.
 */
export const rootScript = `(function () {
var up = "", left = location.pathname.split("/").length - 2, sheet;
document.addEventListener("error", function (event) {
sheet = sheet || document.querySelector("[rel=stylesheet]");
if (event.target !== sheet || left-- < 1) return;
up += "../";
sheet.setAttribute("href", "../" + sheet.getAttribute("href"));
}, true);
document.addEventListener("load", function (event) {
if (!up || event.target !== sheet) return;
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mend);
else mend();
}, true);
function mend() {
document.querySelectorAll("[href], [src]").forEach(function (element) {
if (element === sheet) return;
var isScript = element.tagName === "SCRIPT", mended = isScript ? document.createElement("script") : element;
[].forEach.call(element.attributes, function (one) {
var isAddress = /^(href|src|data-)/.test(one.name) && !/^([a-z]+:|#|\\/)/.test(one.value);
mended.setAttribute(one.name, isAddress ? up + one.value : one.value);
});
if (isScript) element.replaceWith(mended);
});
}
})()`;
