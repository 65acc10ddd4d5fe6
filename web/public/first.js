// Whether this visit opens otherwise than the first frame shows: then nothing is seen of that.
(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // a browser that stores nothing remembers nothing
    }
  };
  const otherwise =
    location.search || location.hash.length > 1 || kept('downslope-theme') || /"open":true/.test(kept('downslope.panel') ?? '');
  if (otherwise) document.documentElement.classList.add('opens-otherwise');
})();
