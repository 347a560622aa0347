// @ts-check
// In the frame of another theme: a page that was put into one that is loaded already is loaded as a page of its own.
if (document.readyState === "complete") location.reload();
